import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Text } from '@react-email/components'
import { directionOf } from '~/platform/language'

export interface LetterContents {
  locale: string
  /** Also the text that mailboxes show beside the subject. */
  heading: string
  paragraphs: string[]
  /** Text that a person wrote, shown as a quotation. */
  quote?: string
  /** What the letter is about, one to a line. */
  items?: string[]
  /** What the letter is about, each with its address. */
  links?: LetterLink[]
  /** How many more there are than `links` has. */
  more?: string
  action: LetterLink
  /** Why the letter was sent. */
  foot: string
  /** Where letters of this kind are ended. */
  end?: LetterLink
}

interface LetterLink {
  label: string
  url: string
}

/** A letter with one message and one thing to do. Takes finished texts and reads no database. */
export function Letter({ locale, heading, paragraphs, quote, items, links, more, action, foot, end }: LetterContents) {
  return (
    <Html lang={locale} dir={directionOf(locale)}>
      <Head />
      <Preview>{heading}</Preview>
      <Body style={{ backgroundColor: '#f3f3f0', color: '#1c1d1a', fontFamily: 'system-ui, sans-serif', margin: 0 }}>
        <Container style={{ backgroundColor: '#ffffff', borderRadius: 12, margin: '32px auto', padding: 32 }}>
          <Heading style={{ fontSize: 22, lineHeight: '28px', margin: '0 0 16px' }}>{heading}</Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={{ fontSize: 16, lineHeight: '24px', margin: '0 0 12px' }}>
              {paragraph}
            </Text>
          ))}
          {quote && (
            <Text dir="auto" style={{ borderInlineStart: '3px solid #dcdcd6', fontSize: 16, paddingInlineStart: 12 }}>
              {quote}
            </Text>
          )}
          {items?.map((item) => (
            <Text key={item} dir="auto" style={{ fontSize: 16, lineHeight: '24px', margin: '0 0 4px' }}>
              {item}
            </Text>
          ))}
          {links?.map(({ label, url }) => (
            <Text key={`${label} ${url}`} style={{ fontSize: 16, lineHeight: '24px', margin: '0 0 8px' }}>
              <Link dir="auto" href={url} style={{ color: '#2f4cbb' }}>
                {label}
              </Link>
            </Text>
          ))}
          {more && <Text style={{ color: '#5d5f58', fontSize: 16, margin: '0 0 16px' }}>{more}</Text>}
          <Button
            href={action.url}
            style={{
              backgroundColor: '#2f4cbb',
              borderRadius: 8,
              color: '#ffffff',
              fontSize: 16,
              padding: '12px 20px',
            }}
          >
            {action.label}
          </Button>
          <Hr style={{ borderColor: '#dcdcd6', margin: '24px 0 12px' }} />
          <Text style={{ color: '#5d5f58', fontSize: 13, margin: 0 }}>
            {foot}
            {end && (
              <>
                {' '}
                <Link href={end.url} style={{ color: '#5d5f58', textDecoration: 'underline' }}>
                  {end.label}
                </Link>
              </>
            )}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}
