/** Who works in the demo: one for each role, to be by one click. They exist nowhere else. */
import type { PersonRole } from '../store/keys.ts';
import type { Person } from '../store/people.ts';

export type DemoPerson = Pick<Person, 'id' | 'name' | 'email' | 'role'> & {
  /** What brings them here. */
  readonly asks: string;
};

const one = (role: PersonRole, name: string, asks: string): DemoPerson =>
  ({ id: `per_demo-${role}`, email: `${role}@demo.gatepass.invalid`, role, name, asks });

export const demoPeople: readonly DemoPerson[] = [
  one('lead', 'Mia', 'What is stuck, and does the van leave full?'),
  one('operator', 'Omar', 'May this parcel go?'),
  one('customer-service', 'Clara', 'Where is the order, and what do I tell the customer?'),
  one('finance', 'Femi', 'Which labels cost other than expected?'),
  one('engineer', 'Tom', 'Which connection fails, and since when?'),
  one('auditor', 'Ada', 'Who changed what, and who approved it?'),
  one('admin', 'Ines', 'Who may do what, and who is here?'),
];
