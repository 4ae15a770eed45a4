/** The look of the page: two colour schemes, narrow screens, print. */
export const style = `
:root { color-scheme: light dark; --ink: #1c2126; --soft: #525b65; --line: #d5dae0;
  --paper: #ffffff; --side: #f5f6f8; --code: #f1f3f5; --link: #14508f; --needed: #8a3b00;
  --get: #14508f; --put: #7a4b00; --post: #1c6634; --delete: #a11b1b }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaee; --soft: #a9b2bc; --line: #3a424b;
  --paper: #15191d; --side: #1b2025; --code: #20262c; --link: #8abcf2; --needed: #f0b27a;
  --get: #8abcf2; --put: #f0c27a; --post: #86d3a0; --delete: #f2a0a0 } }
* { box-sizing: border-box }
body { margin: 0; display: grid; grid-template-columns: 19rem minmax(0, 1fr); color: var(--ink);
  background: var(--paper); font: 16px/1.5 system-ui, sans-serif }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem;
  background: var(--side); border-right: 1px solid var(--line); font-size: .875rem }
nav ul { list-style: none; margin: 0 0 .75rem; padding: 0 }
nav li a { display: block; padding: .25rem .5rem; color: var(--ink) }
nav a { text-decoration: none }
nav summary { font-weight: 600 }
.brand { margin: 0 0 1rem; font-weight: 700; font-size: 1rem }
main { padding: 1.5rem 2rem 6rem; max-width: 62rem }
h1 { margin-top: 0 }
h2 { margin-top: 3rem; padding-top: 1rem; border-top: 2px solid var(--ink) }
h3 { margin: 0 0 .25rem }
h3 a { color: var(--ink); text-decoration: none }
a { color: var(--link) }
a:hover, summary:hover { text-decoration: underline }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
.operation { margin: 0 0 2.5rem; scroll-margin-top: 1rem }
.call { margin: 0; overflow-wrap: anywhere }
.get { color: var(--get) } .put { color: var(--put) } .post { color: var(--post) }
.delete { color: var(--delete) }
code, pre { font: .875rem/1.5 ui-monospace, monospace }
pre { margin: .5rem 0; padding: .75rem; overflow: auto; max-height: 28rem; background: var(--code);
  border: 1px solid var(--line); border-radius: 4px }
summary { cursor: pointer; padding: .25rem 0 }
.operation > details > summary, .answer { color: var(--soft) }
.answer { margin: 0; padding: .25rem 0 .25rem 1.1rem }
.type { margin: 0; color: var(--soft); font-size: .875rem }
.wide { overflow: auto }
table { border-collapse: collapse; width: 100%; font-size: .875rem }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0;
  border-bottom: 1px solid var(--line) }
td:first-child { white-space: nowrap }
.needed { color: var(--needed) }
@media (max-width: 50rem) { body { display: block } main { padding: 1rem }
  nav { position: static; height: auto; max-height: 40vh; border-right: 0;
    border-bottom: 1px solid var(--line) } }
@media print { nav { display: none } body { display: block } pre { max-height: none } }
`;
