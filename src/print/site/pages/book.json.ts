/** What the finished PDFs need to know of the course: titles, dates, headings. */
import type { APIRoute } from 'astro';
import { answersOf } from '#components/print/answers.ts';
import { plainText } from '#notes/text.ts';
import type { Lecture } from '#notes/tree.ts';
import { newest } from '#print/dates.ts';
import type { Book, BookHeading } from '#print/manifest.ts';
import { course as loadCourse } from '../../../site/course.ts';

export const GET: APIRoute = async () => {
  const course = await loadCourse();
  const { config } = course;
  const book: Book = {
    title: config.title,
    description: config.description,
    language: config.language,
    url: config.url,
    authors: config.people.map(({ name }) => name),
    licence: config.licence,
    date: newest(course),
    lectures: course.lectures.map((lecture) => ({
      slug: lecture.slug,
      number: lecture.number,
      title: lecture.front.title,
      summary: lecture.front.summary,
      authors: lecture.front.scribes,
      date: lecture.front.date,
      headings: headingsOf(lecture),
    })),
  };
  return new Response(JSON.stringify(book), { headers: { 'Content-Type': 'application/json' } });
};

function headingsOf(lecture: Lecture): BookHeading[] {
  const text = lecture.blocks
    .filter((block) => block.type === 'heading')
    .map(({ id, depth, number, children }) => ({ id, depth, title: `${number} ${plainText(children)}` }));
  const end: BookHeading[] = [];
  if (Object.values(answersOf(lecture)).some((answers) => answers.length > 0)) {
    end.push({ id: 'answers', depth: 2, title: 'Answers and solutions' });
  }
  if (lecture.footnotes.length > 0) end.push({ id: 'footnotes', depth: 2, title: 'Notes' });
  if (lecture.cited.length > 0) end.push({ id: 'references', depth: 2, title: 'References' });
  return [...text, ...end];
}
