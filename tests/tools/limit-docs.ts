import { BY } from '../../relay/config/config-text.ts'
import { LIMIT_SECTIONS, limitRules } from '../../relay/limits/entity/limit-table.ts'
import { RATES } from '../../relay/limits/entity/rates.ts'

const BEGIN = '<!-- limits: made by npm run generate -->'
const END = '<!-- end of limits -->'

/** relay/OPERATORS.md with the table of limits as the code has it. */
export function withLimitTable(readme: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error('relay/OPERATORS.md has no place for the limits')
  return `${readme.slice(0, begin)}${BEGIN}\n${limitTable()}${readme.slice(end)}`
}

function limitTable(): string {
  const amounts = LIMIT_SECTIONS.flatMap((section) =>
    limitRules(section).map(([name, { by, unit, usual, what, reason }]) => {
      return `| \`${section}.${String(name)}\` | ${by} | ${usual} | ${unit} ${what} | ${reason} |`
    }),
  )
  const rates = Object.entries(RATES).map(([name, { by, burst, perMinute, reason }]) => {
    return `| \`rates.${name}\` | ${BY[by]} | ${burst}, ${perMinute} | at once, and a minute | ${reason} |`
  })
  return ['| setting | of each | default | what | because |', '|---|---|---|---|---|']
    .concat(amounts, rates, '')
    .join('\n')
}
