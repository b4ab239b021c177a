/** Colours, type and the frame of every page. */
export const base = `
:root {
  color-scheme: light dark;
  --paper: #f4f6f9;
  --card: #ffffff;
  --ink: #131a26;
  --soft: #525e70;
  --line: #d8dee7;
  --accent: #1a4fc4;
  --action: #1b2a4a;
  --action-ink: #ffffff;
  --pass: #0d7440;
  --pass-wash: #e3f5ea;
  --warn: #855600;
  --warn-wash: #fff1cc;
  --fail: #b1231b;
  --fail-wash: #fde8e5;
  --clear: #a0430a;
  --half: #1a4fc4;
  --rest: #525e70;
  --rest-wash: #e9edf3;
  --text: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  --code: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0e131b;
    --card: #161d28;
    --ink: #e7ecf4;
    --soft: #a0acbe;
    --line: #2c3645;
    --accent: #8db4ff;
    --action: #dfe7f5;
    --action-ink: #10182a;
    --pass: #5bd192;
    --pass-wash: #10291d;
    --warn: #f2bf57;
    --warn-wash: #2d230c;
    --fail: #ff948a;
    --fail-wash: #34171a;
    --clear: #f0a36b;
    --half: #8db4ff;
    --rest: #a0acbe;
    --rest-wash: #222b38;
  }
}
.is-pass { --tone: var(--pass); --wash: var(--pass-wash); }
.is-warn, .severity-medium { --tone: var(--warn); --wash: var(--warn-wash); }
.is-fail, .severity-high, .severity-critical { --tone: var(--fail); --wash: var(--fail-wash); }
.is-skipped, .is-unobserved, .is-unknown, .severity-info, .severity-low {
  --tone: var(--rest);
  --wash: var(--rest-wash);
}

*, ::before, ::after { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 var(--text);
  overflow-wrap: anywhere;
}
h1, h2, h3, h4, p, ol, ul, dl, dd, pre { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; }
h2 { font-size: 1.125rem; font-weight: 650; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .07em; }
a:hover { text-decoration-thickness: .14em; }
code, pre, .value, .time { font-family: var(--code); font-size: .875em; }
pre code { font-size: 1em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
[id] { scroll-margin-top: 1rem; }
.hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.sprite { position: absolute; }
.skip {
  position: absolute;
  left: 1rem;
  top: -4rem;
  z-index: 2;
  padding: .6rem 1rem;
  background: var(--action);
  color: var(--action-ink);
  border-radius: 0 0 8px 8px;
}
.skip:focus { top: 0; }

.masthead, main, .foot { width: min(100% - 2rem, 72rem); margin-inline: auto; }
.masthead { display: flex; flex-wrap: wrap; align-items: flex-start; gap: .75rem 2rem; padding-block: 1rem; }
.wordmark {
  display: inline-flex;
  align-items: center;
  gap: .6rem;
  min-height: 2.6rem;
  color: inherit;
  font-weight: 650;
  text-decoration: none;
}
.wordmark svg { fill: currentColor; stroke: none; }
.ninth { fill: none; stroke: var(--pass); stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
.foot {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: .5rem 2rem;
  margin-top: 3rem;
  padding-block: 1.25rem 2rem;
  border-top: 1px solid var(--line);
  color: var(--soft);
  font-size: .875rem;
}
.foot a { margin-right: 1rem; }
`;
