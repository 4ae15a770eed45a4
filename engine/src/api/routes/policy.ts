/** The policy file: applied whole, tried first, exported as it was applied. */
import { instant, renderInstant } from '../../core/model/instant.ts';
import { parsePolicy } from '../../core/policy/parse.ts';
import { applyPolicy, type AppliedPolicy } from '../../loop/apply-policy.ts';
import { takeLiteralSecrets } from '../../loop/literal-secrets.ts';
import { readPolicyDocument } from '../../store/policies.ts';
import { noteForAudit, nothingChanged } from '../audit.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { Problem } from '../problem.ts';
import { policyAnswerShape, policyBodyShape, policyViewShape, problemShape } from '../shapes.ts';

type Applied = Extract<AppliedPolicy, { is: 'applied' }>;

const summaryOf = ({ version, isChanged, isHandedOver, ownedOtherwise }: Applied): string => {
  const causes = ownedOtherwise.reduce((sum, one) => sum + one.causes, 0);
  return [
    ...(isChanged ? [`Applied policy version ${String(version)}`] : []),
    ...(isHandedOver
      ? [`Handed ${String(causes)} open ${causes === 1 ? 'cause' : 'causes'} to the role of ` +
        `${causes === 1 ? 'its' : 'their'} kind`] : []),
  ].join('. ');
};

export const policyRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings, seal } = context;
  const refusals = { 400: problemShape, 401: problemShape, 403: problemShape, 422: problemShape };

  server.put('/v1/policy', {
    schema: {
      summary: 'Applies a policy document, or tries it with dryRun', tags: ['policy'],
      body: policyBodyShape, response: { 200: policyAnswerShape, 409: problemShape, ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'change-policy');
    const answer = await change(context, request, async (tx) => {
      const applied = await applyPolicy(tx, surroundings, {
        ...request.body, by: bearer.name, seal, parse: parsePolicy,
      });
      if (applied.is === 'refused') {
        throw new Problem(422, 'Policy refused',
          `The policy was not applied: ${String(applied.problems.length)} ` +
          `${applied.problems.length === 1 ? 'thing is' : 'things are'} wrong with it.`,
          applied.problems);
      }
      if (applied.is === 'overtaken') {
        throw new Problem(409, 'Another policy is in force',
          `Version ${String(applied.version)} was applied in the meantime, so nothing was ` +
          'changed. Look at it, and make the change anew.',
          [{ path: 'basedOn', problem: `is not ${String(applied.version)}` }]);
      }
      const summary = summaryOf(applied);
      if (request.body.dryRun || summary === '') nothingChanged(request);
      else noteForAudit(request, { summary });
      const { is: _, ...told } = applied;
      return told;
    });
    if (!request.body.dryRun) context.loop?.bell.ring('policy');
    return answer;
  });

  server.get('/v1/policy', {
    schema: {
      summary: 'The policy in force, secrets left as ${NAME}', tags: ['policy'],
      response: { 200: policyViewShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const found = await surroundings.database.transaction(readPolicyDocument);
    return {
      version: found?.version ?? 0,
      appliedAt: found === null ? null : renderInstant(instant(found.appliedAt)),
      appliedBy: found?.appliedBy ?? null,
      document: takeLiteralSecrets(found?.document, surroundings.connectors).clean,
    };
  });
};
