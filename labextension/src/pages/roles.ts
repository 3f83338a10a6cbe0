import type { Role } from './service';

/** Roles in the order of what they may do. */
export const ROLES: readonly Role[] = [
  'learner',
  'assistant',
  'instructor',
  'coordinator',
  'admin'
];
export const STAFF_ROLES: readonly Role[] = ROLES.slice(1);

type Action = 'grade' | 'release' | 'manage roster' | 'manage class';

const LEAST: Record<Action, Role> = {
  grade: 'assistant',
  release: 'instructor',
  'manage roster': 'instructor',
  'manage class': 'coordinator'
};

/** Whether a page offers something to a role. The service decides for itself, whatever is asked. */
export function may(role: Role, action: Action): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST[action]);
}

/** The roles that somebody may give: lower ones, and all as an admin. */
export function grantable(own: Role): readonly Role[] {
  return own === 'admin' ? ROLES : ROLES.slice(0, ROLES.indexOf(own));
}
