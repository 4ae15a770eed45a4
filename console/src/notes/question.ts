import { queryOptions } from '@tanstack/react-query';
import { lookAtNotes } from '../api/service.ts';

export const notesQuestion = (id: string) =>
  queryOptions({ queryKey: ['notes', id], queryFn: () => lookAtNotes(id) });
