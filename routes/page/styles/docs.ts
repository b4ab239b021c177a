/** The API's document. */
export const docs = `
.docs { display: grid; gap: 2.5rem; }
.docs section { display: grid; gap: 1rem; min-width: 0; }
.docs .intro { gap: .5rem; max-width: none; margin-inline: 0; }
.docs .intro p { margin: 0; }
.contents ul { display: flex; flex-wrap: wrap; gap: .4rem; }
.contents a {
  display: inline-block;
  padding: .35rem .7rem;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--card);
  font: .8125rem/1.5 var(--code);
  text-decoration: none;
}
.contents a:hover { text-decoration: underline; }
.operation {
  display: grid;
  gap: .75rem;
  min-width: 0;
  padding: 1.1rem 1.25rem;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--card);
}
.operation:target { border-color: var(--accent); }
.operation h3 { font-size: 1.0625rem; }
.operation h4 { display: inline; font-size: .9375rem; font-weight: 650; }
.operation .summary { margin: 0; font-size: 1rem; }
.operation .code { margin: 0; background: var(--paper); font-size: .8125rem; white-space: pre-wrap; }
.method { color: var(--soft); font: 650 .8125em var(--code); }
.operation summary { padding-block: .25rem; cursor: pointer; }
.members > div, .answers > div {
  display: grid;
  grid-template-columns: minmax(0, 15rem) minmax(0, 1fr);
  gap: .15rem 1.25rem;
  padding-block: .5rem;
  border-top: 1px solid var(--line);
}
.answers > div { grid-template-columns: 3rem minmax(0, 1fr); }
.answers dt { font-family: var(--code); font-size: .875rem; }
.members .members { margin-top: .4rem; padding-left: .9rem; border-left: 2px solid var(--line); }
.members p, .answers p { font-size: .9375rem; }
.members .kind, .answers .kind { color: var(--soft); font-size: .8125rem; }
.tag { margin-left: .5rem; color: var(--soft); font-size: .75rem; }
@media (max-width: 40rem) {
  .members > div { grid-template-columns: minmax(0, 1fr); }
}
`;
