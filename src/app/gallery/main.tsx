/** Every picture of a state, from real runs, on one page of the development server: `/gallery.html?theme=dark`. */
import '@fontsource-variable/inter';
import '@fontsource/ibm-plex-mono/400.css';
import '@fontsource/ibm-plex-mono/500.css';
import '@fontsource/ibm-plex-mono/600.css';
import '../../theme/tokens.css';
import { createRoot } from 'react-dom/client';
import { Gallery } from './gallery.tsx';

const asked = new URLSearchParams(location.search);
document.documentElement.dataset['theme'] = asked.get('theme') ?? 'light';
const root = document.getElementById('root');
if (root === null) throw new Error('gallery.html has no element with id "root"');
createRoot(root).render(<Gallery only={asked.get('only')} />);
