/** The turn of the transcript that a proposal points at while one looks at the proposal. */
import { ref, type Ref } from 'vue'

const turn = ref<number | null>(null)

export const usePointer = (): Ref<number | null> => turn
