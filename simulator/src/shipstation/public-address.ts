import type { Switches } from './switches/all.ts';

/**
 * The address that a webhook's resource_url begins with. Older accounts are told the name of their
 * own shard (`ssapi11.shipstation.com`) and not the one that everybody calls (3.1), so a receiver
 * that compares hosts to the letter drops good messages. Here the shard is `localhost`, another
 * name of the same place.
 */
export const resourceAddress = ({ publicUrl, resourceHost }: Switches): string =>
  resourceHost === 'shard' ? publicUrl.replace('//127.0.0.1', '//localhost') : publicUrl;
