// Light, dark, or as the system has it.
export type Theme = 'system' | 'light' | 'dark';

const KEPT = 'tocsin.theme';

class Looks {
  theme = $state<Theme>((localStorage.getItem(KEPT) as Theme | null) ?? 'system');

  apply(): void {
    if (this.theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.theme;
  }

  next(): Theme {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const now = this.theme === 'system' ? (dark ? 'dark' : 'light') : this.theme;
    this.theme = now === 'dark' ? 'light' : 'dark';
    localStorage.setItem(KEPT, this.theme);
    this.apply();
    return this.theme;
  }
}

export const looks = new Looks();
