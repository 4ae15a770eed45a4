/**
 * The API as a page for people, made by the server from the description that programs read. It has
 * no script and asks for nothing, so it works without the internet and under any policy.
 */
import { documentShape, partsOf, type ApiPart } from './document.ts';
import { html, prose, type Html } from './html.ts';
import { anchorOf, operationSection } from './operation.ts';
import { style } from './style.ts';

export const renderApiPage = (description: unknown, host: string): string => {
  const document = documentShape.parse(description);
  const { info, components: { schemas } } = document;
  const parts = partsOf(document);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title}: the API</title>
<style>${{ html: style }}</style>
</head>
<body>
<nav aria-label="Operations">
<p class="brand"><a href="#top">${info.title} ${info.version}</a></p>
${parts.map(navigation)}
</nav>
<main id="top">
<h1>The API of ${info.title}</h1>
<p>${prose(info.description)}</p>
<p>For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).
For people: <a href="/">the console</a>.</p>
${parts.map((part) => html`<h2 id="part-${part.name}">${titleOf(part)}</h2>
<p>${part.description}</p>
${part.operations.map((one) => operationSection(one, schemas, host))}`)}
</main>
</body>
</html>
`.html;
};

const navigation = (part: ApiPart): Html => html`<details open><summary>${titleOf(part)}</summary>
<ul>
${part.operations.map((one) => html`<li><a href="#${anchorOf(one)}">${one.summary}</a></li>
`)}</ul></details>
`;

const titleOf = ({ name }: ApiPart): string => name.charAt(0).toUpperCase() + name.slice(1);
