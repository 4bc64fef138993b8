/** Fetched when a menu is first asked for: what places it, holds the focus and moves it is a large part of the page. */
import { DropdownMenu, Popover } from 'radix-ui';

export const radixMenus = { DropdownMenu, Popover };
