/* Files that anybody may add to what they tell us: held until the form is sent, over whatever line they have. */
export { type FilesGiven, filesGiven, mostFiles, mostInAll } from './given.ts'
export { fileRoutes } from './routes.ts'
export { filesQuestion } from './view.ts'
