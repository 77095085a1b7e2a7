// Where a search hit leads.
import type { Hit } from './api';
import { router } from './router.svelte';

export function hitAddress(hit: Hit): string {
  switch (hit.kind) {
    case 'document':
      return router.href(`reader/${hit.id}`);
    case 'claim':
      return router.href(`reader/${hit.document_id ?? ''}`, { claim: hit.id });
    case 'source':
    case 'entity':
      return router.href('sources', { name: hit.title });
    case 'incident':
      return router.href(`incidents/${hit.id}`);
    case 'indicator':
      return router.href('indicators', { indicator: hit.id });
    default:
      return router.href('search', { q: hit.title });
  }
}

export const HIT_WORDS: Record<string, string> = {
  document: 'Article',
  claim: 'Claim',
  source: 'Source',
  entity: 'Name',
  incident: 'Incident',
  indicator: 'Indicator',
};
