/** One operation on the page: what it is for, how it is called, what comes back. */
import type { ApiOperation } from './document.ts';
import { fieldsOf, typeInWords } from './fields.ts';
import { html, nothing, prose, type Html } from './html.ts';

type Schemas = Readonly<Record<string, unknown>>;

export const anchorOf = ({ operationId, method, path }: ApiOperation): string =>
  operationId ?? `${method}-${path.replaceAll(/[^\w]+/g, '-')}`;

export const operationSection = (one: ApiOperation, schemas: Schemas, host: string): Html => {
  const body = Object.values(one.requestBody?.content ?? {})[0];
  return html`<section class="operation" id="${anchorOf(one)}">
<h3><a href="#${anchorOf(one)}">${one.summary}</a></h3>
<p class="call"><b class="${one.method.toLowerCase()}">${one.method}</b>
<code>${one.path}</code></p>
<p>${prose(one.description)}${one.security?.length === 0 ? ' No key is needed.' : ''}</p>
${parametersTable(one, schemas)}
${body === undefined ? nothing : html`<details><summary>Fields of the body</summary>
${fieldsTable(body.schema, schemas)}</details>`}
<details open><summary>Example</summary>
<pre tabindex="0">${curlOf(one, body?.example, host)}</pre></details>
${Object.entries(one.responses).map(([status, answer]) => answerOf(status, answer, schemas))}
</section>
`;
};

const parametersTable = ({ parameters }: ApiOperation, schemas: Schemas): Html =>
  (parameters.length === 0 ? nothing : table(parameters.map((one) => ({
    path: one.name, type: typeInWords(one.schema, schemas), isRequired: one.required,
    description: [one.in === 'path' ? 'in the path' : 'in the query', one.description]
      .filter((text) => text !== '').join(': '),
  }))));

const fieldsTable = (schema: unknown, schemas: Schemas): Html => table(fieldsOf(schema, schemas));

const table = (fields: ReturnType<typeof fieldsOf>): Html => html`<div class="wide" tabindex="0">
<table><thead><tr><th>name</th><th>type</th><th>what</th></tr></thead><tbody>
${fields.map(({ path, type, isRequired, description }) => html`<tr><td><code>${path}</code>${
  isRequired ? html` <span class="needed">needed</span>` : nothing
}</td><td>${type}</td><td>${description}</td></tr>
`)}</tbody></table></div>`;

const answerOf = (
  status: string, { description, content }: ApiOperation['responses'][string], schemas: Schemas,
): Html => {
  const [type, media] = Object.entries(content)[0] ?? [];
  if (type === undefined || media === undefined) {
    return html`<p class="answer"><b>${status}</b> ${description}</p>`;
  }
  const fields = Number(status) < 400 ? fieldsOf(media.schema, schemas) : [];
  return html`<details><summary><b>${status}</b> ${description}</summary>
<p class="type">${type}</p>
<pre tabindex="0">${textOf(media.example)}</pre>
${fields.length === 0 ? nothing
    : html`<details><summary>Fields</summary>${table(fields)}</details>`}
</details>
`;
};

/** As one types it. The key is in the shell, so that it stands in no history. */
const curlOf = (one: ApiOperation, body: unknown, host: string): string => {
  const exampleOf = (name: string): string => encodeURIComponent(
    textOf(one.parameters.find((parameter) => parameter.name === name)?.example));
  const path = one.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => exampleOf(name));
  const method = one.method === 'GET' ? '' : `-X ${one.method} `;
  return [
    `curl ${method}${host}${path}`,
    ...(one.security?.length === 0 ? [] : ['-H "Authorization: Bearer $GATEPASS_KEY"']),
    ...(body === undefined ? [] : [
      '-H "Content-Type: application/json"',
      `-d '${textOf(body).replaceAll("'", String.raw`'\''`)}'`,
    ]),
  ].join(' \\\n  ');
};

const textOf = (example: unknown): string =>
  (typeof example === 'string' ? example : JSON.stringify(example, null, 2) ?? '');
