// Files a second of ruhu fill, carbone and docxtemplater: see README.md.
'use strict'
const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const util = require('node:util')
const PizZip = require('pizzip')
const Docxtemplater = require('docxtemplater')
const carbone = require('carbone')

const households = Number(process.argv[2] || 1000)
const ruhu = process.env.RUHU || 'ruhu'
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'compare-fill-'))

// What the form asks: an item with its label, and the columns of its members.
const fields = [['户主姓名', 'A1'], ['户编号', '户编号'], ['联系电话', '联系电话'], ['家庭人口', '家庭人口数'], ['贫困户属性', 'A24'], ['识别标准', 'A23'],
  ['主要致贫原因', 'A27a'], ['人均纯收入', '人均纯收入'], ['耕地面积', 'A33'], ['住房面积', 'A41'], ['入户路类型', 'A37'], ['危房等级', 'A40'],
  ['工资性收入', 'A28'], ['转移性收入', 'A29'], ['生产经营性收入', 'A30'], ['财产性收入', 'A31']]
const columns = [['姓名', 'A1'], ['性别', 'A2'], ['与户主关系', 'A5'], ['证件号码', 'A4'], ['文化程度', 'A8'], ['健康状况', 'A10'], ['劳动技能', 'A11']]

// Each program's marks: field i, the rows of a member, whose column k is cell(k).
const dialects = {
  ruhu: { field: i => i === 0 ? '{{户主姓名}}' : `{{${fields[i][1]}}}`, rows: row => row(k => `{{${columns[k][1]}}}`) },
  carbone: { field: i => `{d.f${i}}`, rows: row => row(k => `{d.m[i].c${k}}`) + row(k => `{d.m[i+1].c${k}}`) },
  docxtemplater: { field: i => `{f${i}}`, rows: row => row(k => (k === 0 ? '{#m}' : '') + `{c${k}}` + (k === columns.length - 1 ? '{/m}' : '')) },
}

const paragraph = text => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const row = cells => `<w:tr>${cells.map(c => `<w:tc><w:tcPr><w:tcW w:w="1300" w:type="dxa"/></w:tcPr>${paragraph(c)}</w:tc>`).join('')}</w:tr>`
const table = rows => `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>${rows}</w:tbl>`

// form makes the Word form of a program. Texts that are no marks are the same in all.
function form (dialect) {
  let rows = ''
  for (let i = 0; i < fields.length; i += 2) rows += row([fields[i][0], dialect.field(i), fields[i + 1][0], dialect.field(i + 1)])
  const body = paragraph('低收入农户明白卡') + table(rows) + paragraph('家庭成员') +
    table(row(columns.map(c => c[0])) + dialect.rows(cell => row(columns.map((_, k) => cell(k))))) + paragraph('户主签字：')
  const zip = new PizZip(fs.readFileSync(path.join(__dirname, '../明白卡.docx')))
  const page = /<w:sectPr>.*<\/w:sectPr>/s.exec(zip.file('word/document.xml').asText())[0]
  zip.file('word/document.xml', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' + body + page + '</w:body></w:document>')
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

// textsOf reads what each paragraph of a file says.
function textsOf (file) {
  const xml = new PizZip(fs.readFileSync(file)).file('word/document.xml').asText()
  return xml.split('</w:p>').slice(0, -1).map(p => [...p.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(m => m[1]).join(''))
}

// valuesOf takes the values out of a filled form.
function valuesOf (texts) {
  const out = { m: [] }
  let at = 1
  for (let i = 0; i < fields.length; i++) out['f' + i] = texts[at + 2 * i + 1]
  for (at += 2 * fields.length + 1 + columns.length; at < texts.length - 1; at += columns.length) {
    out.m.push(Object.fromEntries(columns.map((_, k) => ['c' + k, texts[at + k]])))
  }
  return out
}

async function main () {
  const roster = path.join(dir, '花名册.xlsx')
  execFileSync('go', ['run', './generate', '-households', String(households), '-o', roster], { cwd: path.join(__dirname, '..'), stdio: 'inherit' })
  const forms = {}
  for (const name of Object.keys(dialects)) {
    forms[name] = path.join(dir, name + '.docx')
    fs.writeFileSync(forms[name], form(dialects[name]))
    fs.mkdirSync(path.join(dir, name))
  }
  const seconds = {}
  const busy = {} // seconds of processors
  const timed = async (name, work) => {
    const start = process.hrtime.bigint()
    const before = process.cpuUsage()
    busy[name] = await work()
    const used = process.cpuUsage(before)
    seconds[name] = Number(process.hrtime.bigint() - start) / 1e9
    busy[name] ??= (used.user + used.system) / 1e6
  }
  const result = path.join(dir, 'ruhu.json')
  await timed('ruhu', () => {
    const times = execFileSync('sh', ['-c', '"$@" >"$0" && times', result, ruhu, 'fill', forms.ruhu, roster, '-o', path.join(dir, 'ruhu'), '--json'], { cwd: dir, stdio: ['ignore', 'pipe', 'ignore'] })
    return [...String(times).trim().split('\n')[1].matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, m) => sum + 60 * m[1] + Number(m[2]), 0)
  })
  const files = JSON.parse(fs.readFileSync(result)).files
  const texts = files.map(f => textsOf(path.join(dir, 'ruhu', f)))
  const values = texts.map(valuesOf)

  await timed('carbone', async () => {
    const render = util.promisify(carbone.render)
    for (let i = 0; i < values.length; i++) fs.writeFileSync(path.join(dir, 'carbone', `${i}.docx`), await render(forms.carbone, values[i], {}))
  })
  await timed('docxtemplater', () => {
    const data = fs.readFileSync(forms.docxtemplater)
    for (let i = 0; i < values.length; i++) {
      const doc = new Docxtemplater(new PizZip(data))
      doc.render(values[i])
      fs.writeFileSync(path.join(dir, 'docxtemplater', `${i}.docx`), doc.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' }))
    }
  })
  for (const name of ['carbone', 'docxtemplater']) {
    texts.forEach((want, i) => {
      const got = textsOf(path.join(dir, name, `${i}.docx`))
      if (!util.isDeepStrictEqual(got, want)) throw new Error(`${name} filled ${files[i]} otherwise:\n${got}\n${want}`)
    })
  }
  for (const [name, s] of Object.entries(seconds)) {
    const ratio = name === 'ruhu' ? '' : `; ruhu: ${(s / seconds.ruhu).toFixed(1)} times as many a second, ${(busy[name] / busy.ruhu).toFixed(1)} times as many for a second of a processor`
    console.log(`${name.padEnd(14)} ${files.length} files in ${s.toFixed(2)} s, ${Math.round(files.length / s)} a second; ${busy[name].toFixed(2)} s of a processor${ratio}`)
  }
}

main().catch(e => { console.error(e); process.exitCode = 1 }).finally(() => fs.rmSync(dir, { recursive: true, force: true }))
