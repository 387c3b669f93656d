/** How a report looks: it stands alone, on screens of any width and on paper, and every pair of text and ground keeps 7 to 1. */
export const styles = `
:root { color-scheme: light; --ink: #10272d; --muted: #3a4c52; --paper: #fbf8f2; --card: #fff; --mist: #eaf2f0;
  --line: #d8d0c1; --edge: #4d6167; --teal: #0b545e; --sea: #2a7f88; --danger: #8f1714; --violet: #4a2a78; --amber: #fff1d0 }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 "Atkinson Hyperlegible Next", system-ui, sans-serif }
header { background: #0b3b42; color: #fff; padding: 2.5rem 1rem 2rem }
header > *, main, footer { max-width: 52rem; margin-inline: auto }
header p { max-width: 52rem; margin-block: 0.25rem 0; font-size: 1.125rem }
main { padding: 1rem 1rem 3rem }
footer { padding: 1rem; color: var(--muted) }
h1 { margin-block: 0; font-size: 2.25rem; line-height: 1.15 }
h2 { margin-block: 3rem 0.75rem; padding-top: 1.25rem; border-top: 3px solid var(--teal); font-size: 1.5rem; line-height: 1.25 }
p, ul { max-width: 42rem }
nav ul { padding: 0; list-style: none; columns: 2 14rem }
nav li { padding-block: 0.125rem }
a { color: var(--teal) }
:focus-visible { outline: 3px solid #ffd166; box-shadow: 0 0 0 6px var(--ink) }
.summary { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 1px; margin: 1.5rem 0;
  border: 1px solid var(--line); background: var(--card); overflow: hidden }
.summary div { padding: 0.875rem 1rem; box-shadow: 0 0 0 1px var(--line) }
dt { color: var(--muted); font-size: 0.9375rem }
dd { margin: 0; font-size: 1.625rem; font-weight: 700; line-height: 1.3 }
.warning { padding: 0.75rem 1rem; border-inline-start: 6px solid var(--danger); background: var(--amber) }
.warning p:first-child, .warning ul { margin-block: 0.25rem }
figure { margin: 1.25rem 0 1.75rem; padding: 1rem; border: 1px solid var(--line); background: var(--card); break-inside: avoid }
figcaption { margin-bottom: 0.75rem; font-weight: 700 }
svg { display: block; width: 100%; height: auto; font: 15px "Atkinson Hyperlegible Next", system-ui, sans-serif }
svg text { fill: var(--ink); paint-order: stroke; stroke: var(--card); stroke-width: 3px } svg .axis { fill: var(--muted) }
.narrow { display: none }
.grid { stroke: var(--line) } .level { stroke: var(--edge) }
.threshold { stroke: var(--danger); stroke-width: 2; stroke-dasharray: 6 4 }
.line { fill: none; stroke-width: 2.5 }
.line.precision { stroke: var(--teal) } .line.recall { stroke: var(--violet); stroke-dasharray: 9 4 }
.line.expected { stroke-width: 1.25; opacity: 0.75 }
.bar { fill: var(--sea) } .bar.same { fill: #073d45 } .bar.against { fill: #b9605a } .ground { fill: var(--mist) }
.mark { fill: var(--card); stroke: var(--violet); stroke-width: 2 } .dot { fill: var(--sea); stroke: var(--ink) }
.key { margin: 0.75rem 0 0; padding: 0; list-style: none; font-size: 0.9375rem }
.key span { display: inline-block; width: 1.5rem; height: 0.75rem; margin-inline-end: 0.5rem; vertical-align: middle }
.key .bar { background: var(--sea) } .key .same { background: #073d45 } .key .against { background: #b9605a }
.key .precision, .key .recall, .key .threshold { height: 0; border-top: 3px solid var(--teal) }
.key .recall { border-top: 3px dashed var(--violet) } .key .threshold { border-top: 2px dashed var(--danger) }
.key .expected { border-top-width: 1px }
.key .household, .key .twins, .key .dot { width: 0.75rem; border: 2px solid var(--violet); margin-inline: 0.375rem 0.875rem }
.key .household { rotate: 45deg } .key .dot { border: 1px solid var(--ink); border-radius: 50%; background: var(--sea) }
.key .twins { height: 0; border: 0.4375rem solid transparent; border-top: 0; border-bottom: 0.75rem solid var(--violet) }
details { margin-top: 0.875rem } summary { cursor: pointer; color: var(--teal); text-decoration: underline }
.scrolls { overflow-x: auto; margin-block: 0.75rem }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; font-variant-numeric: tabular-nums }
caption { padding-bottom: 0.375rem; color: var(--muted); text-align: start }
th, td { padding: 0.375rem 0.75rem 0.375rem 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap }
td, thead th:not(:first-child) { text-align: end } th { text-align: start; font-weight: 400 } thead th { font-weight: 700 }
tbody th { white-space: normal; min-width: 9rem }
@media (max-width: 40rem) { h1 { font-size: 1.75rem } figure { padding: 0.75rem 0.625rem } .wide { display: none } .narrow { display: block }
  dd { font-size: 1.375rem } .summary { grid-template-columns: 1fr 1fr } }
@media print { @page { margin: 15mm } body { background: #fff; font-size: 10.5pt } header { padding: 0 1rem 1rem; background: #fff; color: var(--ink) }
  nav { display: none } h2 { break-after: avoid } .wide { display: block } .narrow { display: none }
  details::details-content { content-visibility: visible; height: auto } summary { display: none } .scrolls { overflow: visible } }
`
