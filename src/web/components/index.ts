/* Every component, for the room's door. */
export { type BackLinkOptions, backLink } from './back-link.ts'
export { type AlertBannerOptions, alertBanner, dangerCallout, hero, madeUpBanner } from './banners.ts'
export { type BreadcrumbsOptions, breadcrumbs } from './breadcrumbs.ts'
export { type ButtonOptions, button } from './button.ts'
export { type CardOptions, card, cards } from './card.ts'
export { type CharacterCountOptions, characterCount } from './character-count.ts'
export { type CheckboxesOptions, type ChoiceItem, checkboxes, type RadiosOptions, radios } from './choices.ts'
export { type ClockState, clockBadge } from './clock-badge.ts'
export { type DateInputItem, type DateInputOptions, dateInput } from './date-input.ts'
export { type DetailsOptions, details } from './details.ts'
export { errorMessage } from './error-message.ts'
export { type ErrorSummaryOptions, errorSummary } from './error-summary.ts'
export { type ExitThisPageOptions, exitThisPage } from './exit-this-page.ts'
export { fieldset } from './fieldset.ts'
export { type ChartFigureOptions, chartFigure, type Tile, tiles } from './figures.ts'
export { type FileUploadOptions, fileUpload } from './file-upload.ts'
export { hint } from './hint.ts'
export { type InputOptions, input } from './input.ts'
export { insetText } from './inset-text.ts'
export { label } from './label.ts'
export { logo } from './logo.ts'
export { mark, unverifiedBadge } from './marks.ts'
export { type NotificationBannerOptions, notificationBanner } from './notification-banner.ts'
export { type PageItem, type PaginationOptions, pagination } from './pagination.ts'
export { type PanelOptions, panel } from './panel.ts'
export type {
  Content,
  ErrorMessageOptions,
  Extra,
  FieldsetOptions,
  FormGroup,
  HintOptions,
  LabelOptions,
  LegendOptions,
  Sparse,
} from './parts.ts'
export { type PhaseBannerOptions, phaseBanner } from './phase-banner.ts'
export { type SelectItem, type SelectOptions, select } from './select.ts'
export { type NavigationItem, type ServiceNavigationOptions, serviceNavigation } from './service-navigation.ts'
export { type SkipLinkOptions, skipLink } from './skip-link.ts'
export { type SummaryAction, type SummaryListOptions, type SummaryRow, summaryList } from './summary-list.ts'
export { type TableCell, type TableOptions, table, wideTable } from './table.ts'
export { type TagOptions, tag } from './tag.ts'
export { type TextareaOptions, textarea } from './textarea.ts'
export { type TimelineEntry, timeline } from './timeline.ts'
export { type WarningTextOptions, warningText } from './warning-text.ts'
export { type WorklistRow, worklist } from './worklist.ts'
