/** What was typed into the fields of a form, by their names, without the blanks around it. */
export const typedInto = (form: HTMLFormElement): ((field: string) => string) => {
  const given = new FormData(form);
  return (field) => {
    const value = given.get(field);
    return typeof value === 'string' ? value.trim() : '';
  };
};
