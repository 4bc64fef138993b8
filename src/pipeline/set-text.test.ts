import { describe, expect, it } from 'vitest';
import { operatorKinds } from '../operators/index.ts';
import { SAMPLE_JSON, SAMPLE_KINDS, sampleDocument } from './sample-kinds.ts';
import { applySet } from './set-text.ts';

const sample = sampleDocument({ ...SAMPLE_JSON, nodes: [...SAMPLE_JSON.nodes, { id: 'odd', kind: 'unheard-of' }] });

describe('applySet', () => {
  const onNodes: readonly [string, string, object][] = [
    ['sink.guarantee=at-least-once', 'sink', { guarantee: 'at-least-once' }],
    ['sink.guarantee="none"', 'sink', { guarantee: 'none' }],
    ['sink.topic=a=b.c', 'sink', { topic: 'a=b.c' }],
    ['sink.topic=', 'sink', { topic: '' }],
    ['sink.topic=42', 'sink', { topic: '42' }],
    ['sink.topic=true', 'sink', { topic: 'true' }],
    ['sink.topic="42"', 'sink', { topic: '42' }],
    ['mean.size=1h', 'mean', { size: 3_600_000 }],
    ['mean.size=-30m', 'mean', { size: -1_800_000 }],
    ['mean.size=250', 'mean', { size: 250 }],
    ['mean.size="10s"', 'mean', { size: 10_000 }],
    ['mean.trim.by=share', 'mean', { size: 30_000, trim: { by: 'share' } }],
    ['mean.trim={"by":"share","share":0.2}', 'mean', { size: 30_000, trim: { by: 'share', share: 0.2 } }],
    [' mean.size = 5 ', 'mean', { size: 5 }],
  ];
  it.each(onNodes)('applies %s', (text, node, config) => {
    const { document, problems } = applySet(sample, text, SAMPLE_KINDS);
    expect(problems).toEqual([]);
    expect(document.nodes.find(({ id }) => id === node)?.config).toEqual(config);
  });

  it('sets one field after another of a group that was chosen', () => {
    const chosen = applySet(sample, 'mean.trim.by=share', SAMPLE_KINDS).document;
    const shared = applySet(chosen, 'mean.trim.share=0.4', SAMPLE_KINDS).document;
    expect(shared.nodes[2]?.config.trim).toEqual({ by: 'share', share: 0.4 });
    expect(applySet(shared, 'mean.trim.by=nothing', SAMPLE_KINDS).document.nodes[2]?.config.trim).toEqual({
      by: 'nothing',
    });
  });

  it('sets the parallelism of a node', () => {
    expect(applySet(sample, 'mean.parallelism=4', SAMPLE_KINDS).document.nodes[2]?.parallelism).toBe(4);
    expect(applySet(sample, 'mean.parallelism=many', SAMPLE_KINDS).problems).toMatchObject([{ field: 'parallelism' }]);
  });

  const onSettings: readonly [string, object][] = [
    ['settings.seed=7', { seed: 7 }],
    ['settings.profile=micro', { profile: 'micro' }],
    ['settings.storm=true', { storm: true }],
    ['settings.checkpointing.intervalMs=10s', { checkpointing: { intervalMs: 10_000, mode: 'exactly-once' } }],
    ['settings.checkpointing.intervalMs=0', { checkpointing: { intervalMs: 0 } }],
    ['settings.restart.strategy=none', { restart: { strategy: 'none' } }],
    ['settings.restart.strategy=fixed-delay', { restart: { strategy: 'fixed-delay', attempts: 1, delayMs: 1000 } }],
    ['settings.restart={"strategy":"fixed-delay","attempts":5}', { restart: { strategy: 'fixed-delay', attempts: 5 } }],
  ];
  it.each(onSettings)('applies %s', (text, settings) => {
    const { document, problems } = applySet(sample, text, SAMPLE_KINDS);
    expect(problems).toEqual([]);
    expect(document.settings).toMatchObject(settings);
  });

  const refused: readonly [string, object][] = [
    ['nonsense', { where: 'nonsense', hint: expect.stringContaining('NODE.path=VALUE') }],
    ['sink=5', { where: 'sink=5' }],
    ['.x=5', { where: '.x=5' }],
    ['snk.guarantee=none', { where: 'snk', hint: expect.stringContaining('orders, keep, mean, sink') }],
    ['sink.guarante=none', { where: 'sink', field: 'guarante', hint: expect.stringContaining('guarantee, topic') }],
    ['mean.trim.share=0.2', { where: 'mean', field: 'trim.share', hint: 'It has: by.' }],
    ['mean.size.x=5', { where: 'mean', field: 'size.x', message: 'mean.size has no “x”.' }],
    ['mean.size=soon', { where: 'mean', field: 'size', hint: expect.stringContaining('ms') }],
    ['mean.__proto__=1', { where: 'mean', field: '__proto__' }],
    ['odd.x=1', { where: 'odd', field: 'kind', hint: expect.stringContaining('orders, rates') }],
    ['settings.sed=1', { where: 'settings', field: 'sed', hint: expect.stringContaining('seed, profile') }],
    ['settings.seed=-1', { where: 'settings', field: 'seed' }],
    [
      'settings.profile=huge',
      { where: 'settings', field: 'profile', hint: expect.stringContaining('micro, meso, macro') },
    ],
    ['settings.checkpointing.every=1', { field: 'checkpointing.every', hint: expect.stringContaining('intervalMs') }],
    [
      'settings.restart.attempts=3',
      { field: 'restart.attempts', hint: expect.stringContaining('strategy, initialMs') },
    ],
    ['settings.checkpointing=5', { where: 'settings', field: 'checkpointing' }],
  ];
  it.each(refused)('refuses %s and leaves the document alone', (text, problem) => {
    const { document, problems } = applySet(sample, text, SAMPLE_KINDS);
    expect(document).toBe(sample);
    expect(problems).toEqual([expect.objectContaining(problem)]);
  });

  it('takes a bare word for the only item of a list of texts, whatever it looks like', () => {
    const nodes = [{ ...sample.nodes[0], id: 'file', kind: 'file', config: {} }];
    const missing = (text: string) =>
      applySet({ ...sample, nodes, edges: [] }, `file.missing=${text}`, operatorKinds).document.nodes[0].config.missing;
    expect([missing('-999'), missing('null'), missing('NA'), missing('["", "-999"]')]).toEqual([
      ['-999'],
      ['null'],
      ['NA'],
      ['', '-999'],
    ]);
  });
});
