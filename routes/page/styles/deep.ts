/** What a deep check found out. */
export const deep = `
/* Deep */
.look-deeper { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
.look-deeper .hint { flex: 1 1 18rem; margin: 0; }
.button {
  padding: .55rem 1.1rem;
  border-radius: 8px;
  background: var(--accent);
  color: var(--card);
  font-weight: 600;
  text-decoration: none;
}
.button:hover { text-decoration: underline; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.25rem; align-items: start; margin-top: .9rem; }
.cards > .panel { min-width: 0; }
.cards h3 { margin-bottom: .6rem; }
.cards dd { overflow-wrap: anywhere; }
.deep-suites, .profile { grid-column: 1 / -1; }
.deep-suites .facts { grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); align-items: start; }
.grade { border-top: 4px solid var(--tone); }
.letter { color: var(--tone); font-size: 3.5rem; font-weight: 700; line-height: 1; }
.caps { margin: .6rem 0; padding-left: 1.1rem; list-style: disc; }
.caps .hint { display: inline; }
.profile { overflow-x: auto; }
.profile table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
.profile th, .profile td { padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
.profile thead th { color: var(--soft); font-size: .8125rem; }
.profile .mark { display: inline-grid; margin-right: .35rem; vertical-align: -.2rem; }
`;
