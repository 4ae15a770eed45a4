import { Document, visit } from 'yaml';
import type { policyViewShape } from '../../api/shapes.ts';
import { spelledOut, visible } from '../paper.ts';

type PolicyView = ReturnType<typeof policyViewShape.parse>;

/**
 * The policy in force as a policy file. Secrets are names in it (`${SS_KEY}`), never values, and
 * applying the file changes nothing.
 */
export function writePolicyFile({ version, appliedAt, appliedBy, document }: PolicyView): string {
  return `# ${visible(headLine(version, appliedAt, appliedBy))}\n${yamlText(document)}`;
}

function headLine(version: number, appliedAt: string | null, appliedBy: string | null): string {
  if (appliedAt === null) return `Gatepass policy, version ${String(version)}, never applied`;
  const at = Temporal.Instant.from(appliedAt).toString({ smallestUnit: 'second' });
  const by = appliedBy === null ? '' : ` by ${appliedBy}`;
  return `Gatepass policy, version ${String(version)}, applied ${at}${by}`;
}

function yamlText(value: unknown): string {
  // Words that older YAML readers take for something else (on, 16:30) are quoted for their sake.
  const document = new Document(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, scalar) => {
      const { value: text } = scalar;
      if (typeof text !== 'string') return;
      // Only in double quotes do escapes mean anything.
      if (spelledOut(text) !== text) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 }).split('\n').map(spelledOut).join('\n');
}
