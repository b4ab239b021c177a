/** What a deep check found out. */
export const deep = `
/* Deep */
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.25rem; align-items: start; margin-top: .9rem; }
.cards > .panel { min-width: 0; }
.cards h3 { margin-bottom: .6rem; }
.cards dd { overflow-wrap: anywhere; }
.deep-suites, .profile, .grade { grid-column: 1 / -1; }
.deep-suites .facts { grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); align-items: start; }
.grade { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: 1rem 2rem; border-top: 4px solid var(--tone); }
.letter { color: var(--tone); font-size: 3.5rem; font-weight: 700; line-height: 1.1; }
.caps { display: grid; gap: .4rem; align-content: start; }
.caps .hint { display: block; margin: 0; }
.requirements { display: grid; margin-top: .5rem; }
.requirements li { display: grid; grid-template-columns: 1.125rem minmax(0, 1fr) minmax(0, 1.2fr); gap: .25rem .8rem; padding-block: .6rem; border-top: 1px solid var(--line); }
.requirements .mark { margin-top: .2rem; }
.requirements .hint { margin-left: .6rem; }
.found { display: flex; flex-wrap: wrap; gap: 0 1rem; color: var(--soft); font-size: .9375rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  .requirements li { grid-template-columns: 1.125rem minmax(0, 1fr); }
  .found { grid-column: 2; }
}
`;
