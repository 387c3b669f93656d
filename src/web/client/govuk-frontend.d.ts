/** GOV.UK Frontend ships no types; this much of it is used. */
declare module 'govuk-frontend/dist/govuk/*' {
  type Component = { new (root: Element, config?: object): unknown; readonly moduleName: string }
  export const Button: Component
  export const CharacterCount: Component
  export const Checkboxes: Component
  export const ErrorSummary: Component
  export const ExitThisPage: { new (root: Element): { exitPage: () => void }; readonly moduleName: string }
  export const NotificationBanner: Component
  export const Radios: Component
  export const ServiceNavigation: Component
  export const SkipLink: Component
}
