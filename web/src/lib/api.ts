// The desk's HTTP API, typed: one function an endpoint, one error shape. Nothing else on the page talks to the server.
// Shapes and meanings are those of docs/desk-api.md; field names are the command line's.

// ---- shapes ---------------------------------------------------------------------------------------------------

export interface Estimate {
  probability: number;
  low: number;
  high: number;
}

export interface Span {
  start: number;
  end: number;
  text: string;
}

/** In the reader spans also carry UTF-16 offsets into the text as delivered. */
export interface PlacedSpan extends Span {
  from: number;
  to: number;
}

export interface Page<T> {
  items: T[];
  total: number;
  next: string | null;
}

export interface Session {
  user: string;
  role: string;
  signed_in: boolean;
  login_needed: boolean;
  methods: string[];
  csrf: string;
  reveal: { open: boolean; until: string | null; allowed: boolean };
  rights: { read: boolean; decide: boolean; add: boolean; reveal: boolean; users: boolean };
}

export interface Building {
  stage: string;
  done: number;
  total: number;
  since?: string;
  reason?: string;
}

export interface Case {
  name: string;
  /** null until the first snapshot is built; then days, counts and question are null as well. */
  state: string | null;
  as_of: string;
  first_day: string | null;
  last_day: string | null;
  today: string;
  counts: Record<string, number> | null;
  failure?: { message: string; value?: string; place?: string; remedy?: string } | string | null;
  question: { id: string; text: string; template: string; deadline: string } | null;
  last_decision: number;
  read_only: boolean;
  demo: boolean;
  version: string;
  building: Building | null;
}

export interface Word {
  key: string;
  label: string;
  description?: string;
  letter?: string;
}

export interface IndicatorWord {
  key: string;
  name: string;
  description: string;
  family: string;
  effect: string;
  hypothesis: string;
  sighting: boolean;
}

export interface Words {
  stance: Word[];
  polarity: Word[];
  certainty: Word[];
  verification: Word[];
  kind: Word[];
  source_type: Word[];
  grade: Word[];
  state: Word[];
  direction: Word[];
  relation: Word[];
  boilerplate: Word[];
  date_basis: Word[];
  role: Word[];
  lit: Word[];
  subject: Word[];
  ruling: Word[];
  confidence: Word[];
  claim_state: Word[];
  indicators: IndicatorWord[];
  stages: { key: string; name: string; description: string; absorbing: boolean }[];
  sides: { key: string; label: string }[];
  fields: Record<string, { field: string; values: string[] | null }[]>;
}

export interface Citation {
  number: number;
  label: string;
  document_id: string;
  claim_id: string;
  start: number;
  end: number;
}

export interface Sentence {
  text: string;
  judgement: boolean;
  citations: Citation[];
}

export interface PartyRow {
  key: string;
  name: string;
  country: string | null;
}

export interface QuestionHead {
  as_of: string;
  question: {
    id: string;
    text: string;
    template: string;
    template_name: string;
    deadline: string;
    opened: string | null;
    actor: PartyRow;
    target: PartyRow | null;
    patron: PartyRow | null;
    criterion: string;
    notes: string[];
    outcome: boolean | null;
    resolved_on: string | null;
    prior: { probability: number; low: number; high: number; reason: string } | null;
  };
  answer: Estimate & {
    prior: Estimate;
    unwatched: Estimate;
    watched: Estimate;
    compliance: Estimate | null;
    word: string;
    words: string;
    interval_words: string;
  };
  confidence: string;
  confidence_reasons: string[];
  stages: { key: string; name: string; probability: number }[];
  counted: number;
  left_out: { document_id: string; name: string; reason: string }[];
  origins: number;
  notes: string[];
  key: string;
  summary: Sentence[];
  key_points: {
    incident_id: string;
    topic: string;
    effect: string;
    statement: Sentence;
    support: string;
    against: Sentence[];
  }[];
  open_questions: string[];
  undated: { document_id: string; name: string; published: string; basis: string }[];
  frozen: boolean;
  /** False while the day is still being worked out; then most of this is empty or null. */
  exact: boolean;
}

export interface CurveRow extends Estimate {
  as_of: string;
  prior: number;
  stages: Record<string, number>;
  confidence?: string;
  documents: number;
  origins: number;
  word: string;
  new_documents: string[];
}

export interface Curve {
  items: CurveRow[];
  prior: Estimate;
  deadline: string;
  thresholds: { up_to: number; word: string }[];
  first_day: string;
  last_day: string;
}

export type DayStep = Omit<CurveRow, 'new_documents'> & {
  new_documents: DocumentRow[];
  previous: CurveRow | null;
  board: { indicator: string; name: string; state: string; letter: string; origins: number }[];
  moved: { key: string; label: string; log_odds: number; from: number; to: number }[];
};

export interface Changes {
  from: CurveRow;
  to: CurveRow;
  difference: { log_odds: number; factor: number; words: string };
  steps: { key: string; label: string; from: number; to: number; change: number; claim_ids: string[]; reasons: string[] }[];
  states: { indicator: string; name: string; from: string; to: string; claim_ids: string[] }[];
  documents: DocumentRow[];
  decisions: DecisionRow[];
  time: { log_odds: number; words: string };
  reasons: string[];
}

export interface DocumentRow {
  id: string;
  number: number;
  name: string;
  title: string;
  publisher: string;
  published: string;
  interval: string | null;
  basis: string;
  counts: boolean;
  why: string;
  claims: number;
  relevant: number;
  url: string | null;
  text_sha256: string;
  capture_sha256: string;
  copies_of: string | null;
  language: string;
  decided: number;
  last_read: string | null;
}

export interface Match {
  indicator: string;
  name: string;
  score: number;
  lit: number;
  reasons: string[];
}

export interface SourceLink<S extends Span = Span> {
  start: number;
  end: number;
  text: string;
  from?: number;
  to?: number;
  name: string;
  type: string;
  side: string;
  grade: string;
  cue: S | null;
  entity: string | null;
}

export type NumberSpan<S extends Span = Span> = S & {
  value: number;
  high: number | null;
  unit: string;
  qualifier: string;
  base?: string;
};

export interface Claim<S extends Span = Span> {
  id: string;
  doc: string;
  document_id: string;
  content: S;
  cue: S | null;
  sentence: Omit<S, 'text'>;
  sources: SourceLink<S>[];
  stance: string;
  polarity: string;
  certainty: string;
  verification: string;
  kind: string;
  when: string | null;
  said: string | null;
  numbers: NumberSpan<S>[];
  participants: (S & { name: string; kind: string; role: string; pronoun: boolean; entity: string | null })[];
  places: (S & { name: string; country: string | null; latitude: number | null; longitude: number | null })[];
  indicators: string[];
  direction: string;
  condition: S | null;
  relevant: boolean | null;
  incident: string | null;
  headline: boolean;
  quoted: boolean;
  extractor: string;
  confidence: Record<string, number>;
  target: string;
  evidence: {
    relevant: boolean;
    relevance_reason: string;
    direction: string;
    sighting: boolean;
    reasons: string[];
    matches: Match[];
  } | null;
  counts: boolean;
  state: string;
  decisions: DecisionRow[];
  last_decision: number;
  conflicts: unknown[];
  color_key?: string;
}

export type ReaderClaim = Claim<PlacedSpan>;

export interface DocumentBrief {
  id: string;
  name: string;
  title: string;
  publisher: string;
  published: string;
  number: number;
}

export type ClaimWithDocument = Claim & { document: DocumentBrief };

export interface ClaimBrief {
  id: string;
  document_id: string;
  text: string;
  who: string;
  stance: string;
  polarity: string;
  when: string | null;
  document: DocumentBrief;
  start: number;
  end: number;
}

export interface Reader {
  as_of: string;
  document: DocumentRow & {
    notes: string[];
    publication: { interval: string | null; basis: string; reason: string };
    location: string;
    captured_at: string | null;
    method: string;
    bytes: number;
  };
  text: string;
  text_key: string;
  masks: { from: number; to: number; start: number; end: number; label: string }[];
  title_span: PlacedSpan | null;
  boilerplate: (PlacedSpan & { kind: string; reason: string })[];
  claims: ReaderClaim[];
  rejected: ReaderClaim[];
  previous: string | null;
  next: string | null;
  reuse: { document_id: string; name: string; share: number; spans: PlacedSpan[] }[];
}

export interface IncidentRow {
  id: string;
  what: string;
  head: string;
  when: string | null;
  when_words: string;
  claims: number;
  articles: number;
  origins: number;
  effective_origins: number;
  from: string;
  why: string;
  indicators: string[];
  direction: string;
  credibility: number;
  conflicts: number;
  weight: number;
  places: string[];
}

export interface OriginNode {
  id: string;
  label: string;
  stated: boolean;
  interest: string;
  reasons: string[];
  grade: string;
  paths: {
    document_id: string;
    document: DocumentBrief;
    claim_id: string;
    text: string;
    chain: { name: string; type: string; side: string }[];
    copied_from: string | null;
  }[];
}

export interface IncidentView {
  incident: IncidentRow;
  counted_words: string;
  credibility: { level: number; label: string; reasons: string[] };
  claims: ClaimWithDocument[];
  tree: { id: string; origins: OriginNode[] };
  conflicts: ConflictRow[];
  updates: { earlier: ClaimBrief; later: ClaimBrief; reasons: string[] }[];
  cells: { indicator: string; name: string; start: string; end: string; state: string }[];
  decisions: DecisionRow[];
  reasons: string[];
}

export interface ConflictRow {
  relation: string;
  a: string;
  a_says: string;
  a_in: string;
  b: string;
  b_says: string;
  b_in: string;
  why: string;
  a_id: string;
  b_id: string;
  weight: number;
  a_claim: ClaimBrief;
  b_claim: ClaimBrief;
  bears: boolean;
  decisions: DecisionRow[];
  key: string;
}

export interface Task {
  id: number;
  indicator: string;
  name: string;
  start: string;
  end: string;
  text: string;
  status: string;
  by: string;
  at: string;
  reason: string;
}

export interface BoardCell {
  state: string;
  letter: string;
  words: string;
  origins: number;
  claims: number;
  log_likelihood_ratio: number;
  incidents: string[];
}

export interface BoardRow {
  indicator: string;
  name: string;
  family: string;
  effect: string;
  hypothesis: string;
  description: string;
  telling: number;
  state: string;
  latest: string;
  origins: number;
  claims: number;
  log_odds: number;
  persistence: number;
  cells: BoardCell[];
  tasks: Task[];
}

export interface Board {
  as_of: string;
  weeks: { start: string; end: string; label: string }[];
  rows: BoardRow[];
  families: string[];
}

export interface BoardOpened {
  indicator: { key: string; name: string; description: string; family: string; effect: string; hypothesis: string };
  state: string;
  words: string;
  reasons: string[];
  seen: { stage: string; low: number; best: number; high: number; reason: string }[];
  incidents: IncidentRow[];
  claims: (ClaimBrief & { lit: number; score: number })[];
  tasks: Task[];
}

export type InfluenceKind = 'report' | 'origin' | 'source' | 'indicator';

export interface Influence {
  kind: InfluenceKind;
  key: string;
  label: string;
  without: number;
  change_log_odds: number;
  claims: number;
  claim_ids: string[];
  documents: string[];
}

export interface Carries {
  as_of: string;
  answer: Estimate;
  influences: Record<InfluenceKind, Influence[]>;
  waterfall: {
    prior: number;
    prior_log_odds: number;
    steps: {
      key: string;
      label: string;
      log_odds: number;
      words: string;
      probability_after: number;
      claim_ids: string[];
      reasons: string[];
    }[];
    answer: number;
  };
  tipping: {
    label: string;
    parameter: string;
    current: number;
    tipping: number | null;
    threshold: number;
    reasons: string[];
  }[];
  tornado: { parameter: string; label: string; low: number; high: number; at_low: number; at_high: number }[];
  sentences: Sentence[];
}

export interface WhatIf {
  as_of: string;
  without?: { kind: string; key: string }[];
  reliabilities?: { source: string; value: number }[];
  signs?: { indicator: string; day: string; there: boolean; grade: string }[];
  prior?: number | null;
}

export interface WhatIfAnswer {
  answer: Estimate & { word: string };
  base: Estimate & { word: string };
  change_log_odds: number;
  words: string;
}

export interface Lanes {
  as_of: string;
  lanes: {
    actor: { entity: string; name: string; type: string; side: string };
    claims: number;
    reversals: number;
    items: {
      claim_id: string;
      day: string;
      day_basis: string;
      stance: string;
      polarity: string;
      sign: number;
      direction: string;
      text: string;
      document_id: string;
      indicators: string[];
    }[];
  }[];
  ties: { kind: string; a: ClaimBrief; b: ClaimBrief; actors: string[]; reasons: string[]; days_between: number | null }[];
  actors: { entity: string; name: string; claims: number }[];
}

export interface SourceRow {
  source: string;
  key: string;
  kind: string;
  kind_words: string;
  side: string;
  side_words: string;
  grade: string;
  ruled: boolean;
  reliability: number;
  low: number;
  high: number;
  claims: number;
  articles: number;
  origins: number;
  alone: number;
  alone_share: number;
  why: string;
  variants: string[];
  private: boolean;
  record: { confirmed: number; contradicted: number; reversed: number; words: string };
}

export type SourceView = SourceRow & {
  reasons: string[];
  variants_reasons: string[];
  incidents_alone: IncidentRow[];
  conflicts: ConflictRow[];
  decisions: DecisionRow[];
  graded_by: DecisionRow | null;
  influence: { without: number; change_log_odds: number } | null;
  claims_list: ClaimBrief[];
};

export interface Series {
  id: string;
  label: string;
  unit: string;
  baseline: number | null;
  reasons: string[];
  points: {
    claim_id: string;
    value: number;
    high: number | null;
    qualifier: string;
    when: string | null;
    start: string | null;
    end: string | null;
    text: string;
    document_id: string;
    who: string;
  }[];
}

export interface PlaceRow {
  name: string;
  country: string | null;
  latitude: number;
  longitude: number;
  claims: number;
  incidents: number;
  relevant: number;
  first: string | null;
  last: string | null;
  incident_ids: string[];
}

export type TimelineRow = IncidentRow & { start: string; end: string; basis: string };

export interface Scorecard {
  question: { id: string; text: string; deadline: string };
  outcome: boolean | null;
  resolved_on: string | null;
  frozen: FrozenRow[];
  scores: { name: string; brier: number; log: number; difference: { mean: number; low: number; high: number } | null }[];
  bins: { low: number; high: number; count: number; mean: number; share: number; share_low: number; share_high: number }[];
  misled: { as_of: string; kind: string; label: string; log_odds: number; without: number }[];
  notes: string[];
}

export interface FrozenRow extends Estimate {
  as_of: string;
  word: string;
  confidence: string;
  prior: number | Estimate;
  documents: number;
  key: string;
  sha256: string;
  at: string;
  who: string;
  brier: number | null;
  log: number | null;
}

export interface Draft {
  id: number;
  markdown: string;
  by: string;
  at: string;
  base: string;
  reason: string;
}

export interface BriefView {
  as_of?: string;
  markdown: string;
  draft: Draft | null;
  judgement_key: string;
  masked: boolean;
  documents: { number: number; id: string; name: string; label: string; title: string; date: string; counted: boolean }[];
}

export interface BriefCheck {
  sentences: { from: number; to: number; text: string; status: string; citations: number[] }[];
  uncited: number;
  people: { from: number; to: number; text: string; label: string }[];
  ok: boolean;
}

export interface Job {
  id: string;
  kind: string;
  status: string;
  stage: string;
  done: number;
  total: number;
  name: string;
  started_at: string | null;
  ended_at: string | null;
  by: string;
  added: number;
  known: number;
  claims: number;
  refused: { name: string; location: string; reason: string; remedy: string }[];
  documents: string[];
  message: string;
}

export interface Hit {
  kind: string;
  id: string;
  title: string;
  snippet: { text: string; hit: boolean }[];
  document_id: string | null;
  start: number | null;
  end: number | null;
  date: string | null;
  score: number;
  as_written: string;
}

export interface Found {
  q: string;
  total: Record<string, number>;
  items: Hit[];
  names: { entity: string; name: string; variants: string[] }[];
  next?: string | null;
}

export interface DecisionRow {
  number: number;
  in_force: boolean;
  undone_by?: number | null;
  ruling: string;
  subject: string;
  target: string;
  field: string;
  value: string;
  author: string;
  reason: string;
  at: string;
  claim_id: string | null;
  document_id: string | null;
  quote: string | null;
  conflicts_with?: number[];
}

export interface DecisionDraft {
  subject: string;
  target: string;
  ruling: string;
  reason: string;
  field?: string;
  value?: string;
  span?: { start: number; end: number } | { from: number; to: number; text_key: string };
  spans?: ({ start: number; end: number } | { from: number; to: number; text_key: string })[];
  fields?: Record<string, string>;
  seen?: number;
  anyway?: boolean;
}

export interface Decided {
  decision: DecisionRow;
  claim: ReaderClaim | null;
  conflicts: DecisionRow[];
  state_pending: boolean;
}

export interface LogRow {
  number: number;
  at: string;
  who: string;
  action: string;
  subject: string;
  detail: string;
  digest: string;
}

export interface LogCheck {
  holds: boolean;
  entries: number;
  broken_at: number | null;
  last_digest: string;
  problems: string[];
}

export interface DecisionConflict {
  subject: string;
  target: string;
  field: string;
  decisions: DecisionRow[];
  holds: number;
  claim: ClaimBrief | null;
}

// ---- errors ---------------------------------------------------------------------------------------------------

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly value = '',
    readonly place = '',
    readonly remedy = '',
    readonly decisions: DecisionRow[] = [],
  ) {
    super(message);
  }

  static from(error: unknown): ApiError {
    if (error instanceof ApiError) return error;
    return new ApiError(0, 'unreachable', 'the desk does not answer', '', '', 'check that “tocsin serve” is still running');
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

async function refused(answer: Response): Promise<ApiError> {
  const plain: unknown = await answer.json().catch(() => null);
  const error = (plain as { error?: Record<string, unknown> } | null)?.error ?? {};
  return new ApiError(
    answer.status,
    text(error['code']) || 'fault',
    text(error['message']) || `the desk answered ${answer.status}`,
    text(error['value']),
    text(error['place']),
    text(error['remedy']),
    Array.isArray(error['decisions']) ? (error['decisions'] as DecisionRow[]) : [],
  );
}

// ---- the client -----------------------------------------------------------------------------------------------

export type Params = Record<string, string | number | boolean | null | undefined>;

const BASE = './api';
let csrf = '';
let reveal = false;

/** Session words that go along with every request. */
export function useSession(session: Session): void {
  csrf = session.csrf;
  reveal = session.reveal.open;
}

export function address(path: string, params: Params = {}): string {
  const all: Params = reveal ? { ...params, reveal: true } : params;
  const words = Object.entries(all).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(words.map(([name, value]) => [name, String(value)])).toString();
  return `${BASE}/${path}${search ? `?${search}` : ''}`;
}

const pause = (ms: number, signal: AbortSignal | undefined) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('stopped', 'AbortError'));
    });
  });

async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  for (;;) {
    // "no-cache" lets the browser keep the answer and ask with its ETag whether it still holds.
    const answer = await fetch(address(path, params), { cache: 'no-cache', signal: signal ?? null });
    if (answer.ok) return (await answer.json()) as T;
    const error = await refused(answer);
    if (error.code !== 'building') throw error;
    await pause(1000 * Number(answer.headers.get('Retry-After') ?? 1), signal);
  }
}

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { 'X-Tocsin-CSRF': csrf };
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json';
  const answer = await fetch(address(path), {
    method,
    headers,
    body: body === undefined ? null : form ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw await refused(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

const id = encodeURIComponent;
type Signal = AbortSignal | undefined;

export const api = {
  session: (signal?: Signal) => get<Session>('session', {}, signal),
  signIn: (words: { user: string; password: string } | { token: string }) => send<Session>('POST', 'session', words),
  signOut: () => send<void>('DELETE', 'session'),
  case: (signal?: Signal) => get<Case>('case', {}, signal),
  words: (signal?: Signal) => get<Words>('words', {}, signal),
  jobs: (signal?: Signal) => get<Page<Job>>('jobs', {}, signal),
  job: (job: string, signal?: Signal) => get<Job>(`jobs/${id(job)}`, {}, signal),

  question: (as_of: string, signal?: Signal) => get<QuestionHead>('question', { as_of }, signal),
  curve: async (params: Params, signal?: Signal): Promise<Curve> => {
    const found = await get<Omit<Curve, 'prior'> & { prior: Estimate | number }>('curve', params, signal);
    const prior = typeof found.prior === 'number' ? { probability: found.prior, low: found.prior, high: found.prior } : found.prior;
    return { ...found, prior };
  },
  day: (day: string, signal?: Signal) => get<DayStep>(`days/${id(day)}`, {}, signal),
  changes: (from: string, to: string, signal?: Signal) => get<Changes>('changes', { from, to }, signal),

  documents: (params: Params, signal?: Signal) => get<Page<DocumentRow>>('documents', params, signal),
  reader: (document: string, as_of: string, signal?: Signal) => get<Reader>(`documents/${id(document)}`, { as_of }, signal),
  captured: async (document: string, as_of: string, signal?: Signal): Promise<string> => {
    const answer = await fetch(address(`documents/${id(document)}/captured`, { as_of }), { signal: signal ?? null });
    if (!answer.ok) throw await refused(answer);
    return answer.text();
  },
  originalAddress: (document: string) => address(`documents/${id(document)}/original`),
  claims: (params: Params, signal?: Signal) => get<Page<ClaimWithDocument>>('claims', params, signal),
  claim: (claim: string, as_of: string, signal?: Signal) =>
    get<
      ClaimWithDocument & {
        links: { relation: string; other: ClaimBrief; later: boolean | null; weight: number; reasons: string[] }[];
        incident_row: IncidentRow | null;
        influence: { without: number; change_log_odds: number } | null;
        history: DecisionRow[];
      }
    >(`claims/${id(claim)}`, { as_of }, signal),

  incidents: (params: Params, signal?: Signal) => get<Page<IncidentRow>>('incidents', params, signal),
  incident: (incident: string, as_of: string, signal?: Signal) =>
    get<IncidentView>(`incidents/${id(incident)}`, { as_of }, signal),
  board: (params: Params, signal?: Signal) => get<Board>('board', params, signal),
  boardOpened: (indicator: string, params: Params, signal?: Signal) =>
    get<BoardOpened>(`board/${id(indicator)}`, params, signal),
  tasks: (params: Params, signal?: Signal) => get<Page<Task>>('tasks', params, signal),
  addTask: (task: { indicator: string; start: string; end: string; text: string; reason: string }) =>
    send<Task>('POST', 'tasks', task),
  setTask: (task: number, status: string, reason: string) => send<Task>('POST', `tasks/${task}`, { status, reason }),
  carries: (as_of: string, signal?: Signal) => get<Carries>('carries', { as_of }, signal),
  whatIf: (words: WhatIf) => send<WhatIfAnswer>('POST', 'what-if', words),
  lanes: (params: Params, signal?: Signal) => get<Lanes>('lanes', params, signal),
  sources: (params: Params, signal?: Signal) => get<Page<SourceRow>>('sources', params, signal),
  source: (key: string, as_of: string, signal?: Signal) => get<SourceView>(`sources/${id(key)}`, { as_of }, signal),
  conflicts: (params: Params, signal?: Signal) => get<Page<ConflictRow>>('conflicts', params, signal),
  series: (params: Params, signal?: Signal) => get<Page<Series>>('series', params, signal),
  places: (params: Params, signal?: Signal) =>
    get<Page<PlaceRow> & { unlocated: { name: string; claims: number }[] }>('places', params, signal),
  timeline: (params: Params, signal?: Signal) => get<Page<TimelineRow>>('timeline', params, signal),

  scorecard: (signal?: Signal) => get<Scorecard>('scorecard', {}, signal),
  freeze: (as_of: string, reason: string) => send<FrozenRow>('POST', 'freeze', { as_of, reason }),
  resolve: (outcome: 'yes' | 'no', on: string, reason: string) =>
    send<DecisionRow>('POST', 'resolution', { outcome, on, reason }),
  brief: (as_of: string, signal?: Signal) => get<BriefView>('brief', { as_of }, signal),
  briefExportAddress: (params: Params) => address('brief/export', params),
  checkBrief: (markdown: string, as_of: string) => send<BriefCheck>('POST', 'brief/check', { markdown, as_of }),
  saveDraft: (words: { markdown: string; as_of: string; reason: string; seen: number; anyway?: boolean }) =>
    send<Draft>('PUT', 'brief/draft', words),
  drafts: (signal?: Signal) => get<Page<Draft>>('brief/drafts', {}, signal),

  addFiles: (form: FormData) => send<Job>('POST', 'add/files', form),
  addText: (words: { text: string; title: string; publisher: string; published: string; url: string; name: string }) =>
    send<Job>('POST', 'add/text', words),
  search: (params: Params, signal?: Signal) => get<Found>('search', params, signal),

  decide: (decision: DecisionDraft) => send<Decided>('POST', 'decisions', decision),
  undo: (decision: number, reason: string) => send<Decided>('POST', `decisions/${decision}/undo`, { reason }),
  decisions: (params: Params, signal?: Signal) => get<Page<DecisionRow>>('decisions', params, signal),
  decisionConflicts: (signal?: Signal) => get<{ items: DecisionConflict[] }>('decisions/conflicts', {}, signal),
  log: (params: Params, signal?: Signal) => get<Page<LogRow>>('log', params, signal),
  verify: (signal?: Signal) => get<LogCheck>('log/verify', {}, signal),
  reveal: (reason: string, minutes: number) => send<Session>('POST', 'reveal', { reason, minutes }),
  hide: () => send<Session>('DELETE', 'reveal'),
  events: () => new EventSource(`${BASE}/events`),
};
