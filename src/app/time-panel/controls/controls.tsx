import { Clock } from './clock.tsx';
import { FaultsMenu } from './faults-menu.tsx';
import { Progress } from './progress.tsx';
import { RunToNext } from './run-to-next.tsx';
import { SpeedSlider } from './speed-slider.tsx';
import { Transport } from './transport.tsx';
import styles from './controls.module.css';

export function Controls() {
  return (
    <div className={styles.controls}>
      <Transport />
      <RunToNext />
      <SpeedSlider />
      <span className={styles.space} />
      <Clock />
      <span className={styles.space} />
      <Progress />
      <FaultsMenu />
    </div>
  );
}
