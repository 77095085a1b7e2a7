// All views, in the order of the navigation. Each is loaded when it is first opened.
import type { Component } from 'svelte';

export interface View {
  key: string;
  name: string;
  group: 'Answer' | 'Evidence' | 'Work';
  /** Pressed after "g". */
  letter: string;
  load: () => Promise<{ default: Component }>;
  /** Not in the navigation (reached from other views). */
  hidden?: boolean;
}

export const VIEWS: readonly View[] = [
  { key: 'question', name: 'Question', group: 'Answer', letter: 'q', load: () => import('./views/question/Question.svelte') },
  { key: 'carries', name: 'What carries it', group: 'Answer', letter: 'w', load: () => import('./views/carries/Carries.svelte') },
  { key: 'indicators', name: 'Indicators', group: 'Answer', letter: 'i', load: () => import('./views/indicators/Indicators.svelte') },
  { key: 'articles', name: 'Articles', group: 'Evidence', letter: 'a', load: () => import('./views/articles/Articles.svelte') },
  { key: 'reader', name: 'Reader', group: 'Evidence', letter: 'r', load: () => import('./views/reader/Reader.svelte'), hidden: true },
  { key: 'incidents', name: 'Incidents', group: 'Evidence', letter: 'h', load: () => import('./views/incidents/Incidents.svelte') },
  { key: 'contradictions', name: 'Contradictions', group: 'Evidence', letter: 'c', load: () => import('./views/contradictions/Contradictions.svelte') },
  { key: 'said', name: 'Said and denied', group: 'Evidence', letter: 'd', load: () => import('./views/said/Said.svelte') },
  { key: 'sources', name: 'Sources', group: 'Evidence', letter: 's', load: () => import('./views/sources/Sources.svelte') },
  { key: 'timeline', name: 'Timeline', group: 'Evidence', letter: 't', load: () => import('./views/timeline/Timeline.svelte') },
  { key: 'numbers', name: 'Numbers', group: 'Evidence', letter: 'n', load: () => import('./views/numbers/Numbers.svelte') },
  { key: 'map', name: 'Map', group: 'Evidence', letter: 'm', load: () => import('./views/map/Map.svelte') },
  { key: 'add', name: 'Add', group: 'Work', letter: '+', load: () => import('./views/add/Add.svelte') },
  { key: 'brief', name: 'Brief', group: 'Work', letter: 'b', load: () => import('./views/brief/Brief.svelte') },
  { key: 'scorecard', name: 'Scorecard', group: 'Work', letter: 'k', load: () => import('./views/scorecard/Scorecard.svelte') },
  { key: 'log', name: 'Log', group: 'Work', letter: 'l', load: () => import('./views/log/Log.svelte') },
  { key: 'search', name: 'Search', group: 'Work', letter: '/', load: () => import('./views/search/Search.svelte'), hidden: true },
];
