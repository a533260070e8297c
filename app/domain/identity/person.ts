import { z } from 'zod'
import { LOCALES } from '~/platform/language'

export const ROLES = ['viewer', 'editor', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Whether `role` includes all permissions of `wanted`: viewer < editor < manager < admin. */
export const roleIncludes = (role: Role, wanted: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(wanted)

/** A signed-in member of staff. */
export interface Person {
  id: string
  email: string
  name: string
  role: Role
}

const Email = z.string().trim().toLowerCase().max(254).email()

export const SignIn = z.strictObject({
  email: Email,
  password: z.string().min(1).max(256),
  next: z.string().max(2000).optional(),
})

const Name = z.string().trim().min(1).max(120)
/** Length is what makes guessing expensive; no rule demands certain kinds of characters (OWASP ASVS 5.0, 6.2). */
const NewPasswordText = z.string().min(12).max(256)

export const NewPerson = z.strictObject({ email: Email, name: Name, role: z.enum(ROLES), password: NewPasswordText })

/** A person to invite, who will choose their own password; `locale` is the language of their letters. */
export const Invitation = z.strictObject({ email: Email, name: Name, role: z.enum(ROLES), locale: z.enum(LOCALES) })

/** A password set through a link. */
export const ChosenPassword = z.strictObject({ newPassword: NewPasswordText })

/** A password changed by its owner. */
export const ChangedPassword = z.strictObject({
  currentPassword: z.string().min(1).max(256),
  newPassword: NewPasswordText,
})
