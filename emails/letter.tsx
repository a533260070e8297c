import { Body, Button, Container, Head, Heading, Hr, Html, Preview, Text } from '@react-email/components'
import { directionOf } from '~/platform/language'

export interface LetterContents {
  locale: string
  /** Also the text that mailboxes show beside the subject. */
  heading: string
  paragraphs: string[]
  /** Text that a person wrote, shown as a quotation. */
  quote?: string
  action: { label: string; url: string }
  /** Why the letter was sent. */
  foot: string
}

/** A letter with one message and one link. Takes finished texts and reads no database. */
export function Letter({ locale, heading, paragraphs, quote, action, foot }: LetterContents) {
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
          <Text style={{ color: '#5d5f58', fontSize: 13, margin: 0 }}>{foot}</Text>
        </Container>
      </Body>
    </Html>
  )
}
