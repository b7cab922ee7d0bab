// What the services' own packages say of the messages that they take.
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { EventPayloadV2 } from '@pagerduty/pdjs/build/src/events.js';
import type { KnownBlock } from '@slack/types';

export interface Slack {
  text: string;
  blocks: KnownBlock[];
}

export interface Teams {
  type: 'message';
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive'; contentUrl: null; content: Card }];
}

// Microsoft's pages write Full, its package full.
export type Card = Omit<IAdaptiveCard, 'msteams'> & { msteams: { width: 'Full' } };

// PagerDuty's pages have client, its package has not.
export type PagerDuty = EventPayloadV2 & { client: string };
