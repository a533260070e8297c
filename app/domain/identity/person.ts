import { z } from 'zod'

export const ROLES = ['viewer', 'editor', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Whether `role` includes everything `wanted` may do: viewer < editor < manager < admin. */
export const roleIncludes = (role: Role, wanted: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(wanted)

/** A signed-in member of staff. */
export interface Person {
  id: string
  email: string
  name: string
  role: Role
}

/** What is in the bin is restored by managers, and by the person who put it there. */
export const mayRestore = (person: Person, deletedBy: string | null): boolean =>
  roleIncludes(person.role, 'manager') || (roleIncludes(person.role, 'editor') && deletedBy === person.id)

export const SignIn = z.strictObject({
  email: z.string().trim().toLowerCase().max(254).email(),
  password: z.string().min(1).max(256),
  next: z.string().max(2000).optional(),
})

export const NewPerson = z.strictObject({
  email: z.string().trim().toLowerCase().max(254).email(),
  name: z.string().trim().min(1).max(120),
  role: z.enum(ROLES),
  password: z.string().min(12).max(256),
})
