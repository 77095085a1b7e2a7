// Short notices of what has just happened, shown at the foot of the page and read out by screen readers.

export interface Notice {
  id: number;
  text: string;
  bad: boolean;
  action?: { label: string; run: () => void };
}

class Notices {
  shown = $state.raw<Notice[]>([]);
  #last = 0;

  say(text: string, action?: Notice['action'], bad = false): void {
    const notice: Notice = { id: ++this.#last, text, bad, ...(action ? { action } : {}) };
    this.shown = [...this.shown.slice(-2), notice];
    setTimeout(() => this.drop(notice.id), bad ? 20000 : 8000);
  }

  fail(error: { message: string; remedy: string }): void {
    this.say([error.message, error.remedy].filter(Boolean).join(' — '), undefined, true);
  }

  drop(id: number): void {
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }
}

export const notices = new Notices();
