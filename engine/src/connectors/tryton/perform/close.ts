/** Closes a packed shipment by the name that its version has for that, and by no other method. */
import { z } from 'zod';
import { refused } from '../../../contract/one-message.ts';
import { listOf } from '../translate/shapes.ts';
import { endedBy, resultOrEnd } from './asking.ts';
import type { Found } from './standing.ts';
import type { Telling } from './tell.ts';

/** `ship` from 7.4 on, `do` from 7.2 on, before that `done` [try-cl]. The first there is. */
const closing = ['ship', 'do', 'done'] as const;

/** As many questions of Tryton’s are said yes to for one shipment. */
const mostWarnings = 2;

export const closeShipment = async (telling: Telling, found: Found): Promise<void> => {
  const { access, ask, standing, settings, turn } = telling;
  const names = listOf(z.string()).catch([]).parse(await ask({
    method: 'system.listMethods', params: [], timeoutMilliseconds: 1_500,
    purpose: 'names of methods',
  }));
  const name = closing.find((one) => names.includes(`model.stock.shipment.out.${one}`));
  if (name === undefined) {
    throw refused('shipment.no-way-to-close',
      `This Tryton has no way to close shipment ${found.number} that is known here`);
  }
  const context = { company: standing.company, language: 'en' };
  for (let asked = 0; ; asked += 1) {
    const heard = await access.call({
      method: `model.stock.shipment.out.${name}`, params: [[found.id], context],
      timeoutMilliseconds: 5_000, purpose: 'close the shipment',
    }, turn);
    if (heard.is !== 'complaint' || heard.complaint.kind !== 'warning') {
      resultOrEnd(heard);
      return;
    }
    const { complaint } = heard;
    const isListed = settings.acceptWarnings.some((end) => complaint.name.endsWith(end));
    if (!isListed || asked === mostWarnings) throw endedBy(complaint);
    await ask({
      method: 'model.res.user.warning.create',
      params: [[{ user: standing.user, name: complaint.name, always: false }], context],
      timeoutMilliseconds: 1_500, purpose: 'say yes to a warning that is listed',
    });
  }
};
