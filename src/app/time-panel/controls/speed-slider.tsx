/** How fast run time passes, on a logarithmic scale with real time in its middle. */
import { Slider } from 'radix-ui';
import { runStore, useRun } from '../../stores/hooks.ts';
import styles from './controls.module.css';
import { FASTEST_STEP, SLOWEST_STEP, speedOfStep, speedText, speedWords, stepOfSpeed } from './speed.ts';

export function SpeedSlider() {
  const speed = useRun((state) => state.speed);
  const step = stepOfSpeed(speed);
  return (
    <div className={styles.speed}>
      <span className={styles.speedEnd} aria-hidden="true">
        0.01×
      </span>
      <Slider.Root
        className={styles.slider}
        min={SLOWEST_STEP}
        max={FASTEST_STEP}
        step={1}
        value={[step]}
        onValueChange={([next]) => next !== undefined && runStore.actions.setSpeed(speedOfStep(next))}
      >
        <Slider.Track className={styles.track}>
          <Slider.Range className={styles.filled} />
        </Slider.Track>
        <Slider.Thumb className={styles.thumb} aria-label="Speed" aria-valuetext={speedWords(speed)}>
          <span className={styles.thumbValue} aria-hidden="true">
            {speedText(speed)}
          </span>
        </Slider.Thumb>
      </Slider.Root>
      <span className={styles.speedEnd} aria-hidden="true">
        max
      </span>
    </div>
  );
}
