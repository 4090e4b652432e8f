// What chrome measures, in small: see sheet.Measure. Runs in the page, result in <pre id=measure>.
addEventListener('load', async () => {
  await document.fonts.ready
  const pt = px => Math.round(parseFloat(px) * 7500) / 10000
  const els = [...document.querySelectorAll('[data-src]')]
  const shown = (t, how) => how === 'uppercase' ? t.toUpperCase() : how === 'lowercase' ? t.toLowerCase() :
    how === 'capitalize' ? t.replace(/(^|[^\p{L}\p{N}'’])(\p{L})/gu, (m, a, b) => a + b.toUpperCase()) : t
  const Texts = [], own = els.map(() => '')
  const w = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let n; n = w.nextNode();) {
    const e = n.parentElement, css = getComputedStyle(e)
    if (e.closest('nav,script,style') || !n.data.trim() || css.visibility !== 'visible' || !e.checkVisibility({opacityProperty: true})) continue
    const Block = els.indexOf(e.closest('[data-src]')), Text = shown(n.data, css.textTransform).replace(/\s+/g, ' ')
    Texts.push({Block, Text})
    if (Block >= 0) own[Block] += Text
  }
  const Blocks = els.map((e, i) => {
    const css = getComputedStyle(e), tag = e.tagName.toLowerCase()
    return {ID: e.id, Role: e.dataset.role || '', Tag: tag, Text: own[i].replace(/\s+/g, ' ').trim(), Size: pt(css.fontSize),
      Family: css.fontFamily.split(',')[0].replace(/"/g, ''), Level: /^h[1-6]$/.test(tag) ? +tag[1] : 0}
  })
  const Margins = (document.body.dataset.margins || '0 0 0 0').split(' ').map(Number)
  const pre = document.createElement('pre')
  pre.id = 'measure'
  const list = a => '[\n' + a.map(x => JSON.stringify(x)).join(',\n') + '\n]'
  pre.textContent = `{"Margins": ${JSON.stringify(Margins)},\n"Blocks": ${list(Blocks)},\n"Texts": ${list(Texts)}}`
  document.body.append(pre)
})
