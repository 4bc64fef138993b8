/** Something outside the job that a crash does not roll back: a log, a store. It answers in the order of arrival. */
export interface WorldService {
  /** Handles a request that arrives at this run time; the answer leaves `delayMicros` later. */
  handle(payload: unknown, from: ServiceCaller, atMicros: number): ServiceReply;
  save(): unknown;
  load(snapshot: unknown): void;
}

export interface ServiceCaller {
  readonly node: string;
  readonly subtask: number;
  /** 0 on the first start, one more after each restart: a request may arrive after its sender's end. */
  readonly attempt: number;
}

export interface ServiceReply {
  readonly reply: unknown;
  readonly delayMicros: number;
}
