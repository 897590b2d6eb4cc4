import type { Incident } from '../../contract/incident.ts'
import type { Rule, RuleCondition } from '../../contract/rules.ts'

/** The first rule that an incident fits. */
export function ruleFor(
  incident: Pick<Incident, 'priority' | 'category' | 'district'>,
  rules: readonly Rule[]
): Rule | undefined {
  return rules.find(({ when }) => fits(incident, when))
}

function fits(
  { priority, category, district }: Pick<Incident, 'priority' | 'category' | 'district'>,
  when: RuleCondition
): boolean {
  if (when.priority !== undefined && priority > when.priority) return false
  if (when.categories !== undefined && !when.categories.includes(category)) return false
  return (
    when.districts === undefined || (district !== undefined && when.districts.includes(district))
  )
}
