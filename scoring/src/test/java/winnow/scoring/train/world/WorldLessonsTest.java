package winnow.scoring.train.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import winnow.scoring.ixc.Lesson;
import winnow.scoring.train.world.WorldLessons.Purpose;
import winnow.scoring.train.world.WorldLessons.Sight;
import winnow.store.media.Pixels;

/** Lessons show what they say: facts where they are, right answers that are right, wrong ones wrong where it is said. */
class WorldLessonsTest {

    private static final int DRAWS = 300;
    private static final int CELL = 28;

    private static Stream<Lesson> lessons(Sight sight, Purpose purpose) {
        WorldLessons lessons = new WorldLessons(7);
        return Stream.iterate(0L, n -> n + 1).limit(DRAWS).map(n -> lessons.lesson(n, sight, purpose, 4));
    }

    @Test
    void aNumberGivesTheSameLessonAlwaysAndAnotherAnotherOne() {
        Lesson first = new WorldLessons(7).lesson(5, Sight.SCENE, Purpose.JUDGING, 4);
        Lesson again = new WorldLessons(7).lesson(5, Sight.SCENE, Purpose.JUDGING, 4);

        assertEquals(first.answers(), again.answers());
        assertEquals(first.facts(), again.facts());
        assertEquals(pixels(first), pixels(again));
        assertNotEquals(pixels(first), pixels(new WorldLessons(7).lesson(6, Sight.SCENE, Purpose.JUDGING, 4)));
        assertNotEquals(pixels(first), pixels(new WorldLessons(8).lesson(5, Sight.SCENE, Purpose.JUDGING, 4)));
    }

    private static List<Byte> pixels(Lesson lesson) {
        byte[] rgb = lesson.frames().get(0).rgb();
        return Stream.iterate(0, i -> i + 1).limit(rgb.length).map(i -> rgb[i]).toList();
    }

    @Test
    void aCellThatIsSaidToHaveAColourHasIt() {
        Map<String, Integer> colours = Stream.of(Colour.values())
                .collect(java.util.stream.Collectors.toMap(c -> "\u2581" + c.word(), Colour::rgb));
        lessons(Sight.SCENE, Purpose.LOOKING).forEach(lesson -> {
            List<Lesson.Fact> said = lesson.facts().stream()
                    .filter(f -> f.group().equals("color"))
                    .toList();
            assertTrue(!said.isEmpty(), "every scene has things");
            for (Lesson.Fact fact : said) {
                assertTrue(
                        seen(lesson.frames().get(0), fact.cell()).contains(colours.get(fact.word())), fact::toString);
            }
        });
    }

    @Test
    void anEmptyCellHasNothingButTheBackground() {
        lessons(Sight.SCENE, Purpose.GLANCING)
                .forEach(lesson -> lesson.facts().stream()
                        .filter(f -> f.word().endsWith("nothing"))
                        .forEach(fact -> assertEquals(
                                1, seen(lesson.frames().get(0), fact.cell()).size(), fact::toString)));
    }

    private static Set<Integer> seen(Pixels pixels, int cell) {
        Set<Integer> seen = new HashSet<>();
        for (int y = 0; y < CELL; y++) {
            for (int x = 0; x < CELL; x++) {
                int at = 3 * ((cell / 4 * CELL + y) * pixels.width() + cell % 4 * CELL + x);
                byte[] rgb = pixels.rgb();
                seen.add(((rgb[at] & 0xff) << 16) | ((rgb[at + 1] & 0xff) << 8) | (rgb[at + 2] & 0xff));
            }
        }
        return seen;
    }

    @Test
    void allWordsOfFactsAreOfTheirGroups() {
        Map<String, List<String>> groups = WorldFacts.groups();
        for (Sight sight : Sight.values()) {
            lessons(sight, Purpose.LOOKING)
                    .flatMap(lesson -> lesson.facts().stream())
                    .forEach(fact -> assertTrue(
                            groups.getOrDefault(fact.group(), List.of()).contains(fact.word()), fact::toString));
        }
    }

    @ParameterizedTest
    @EnumSource(Sight.class)
    void goodAnswersAreFirstAndWrongOnesAreWrongFromWhereTheyDiffer(Sight sight) {
        lessons(sight, Purpose.JUDGING).forEach(lesson -> {
            Set<Integer> questions = new HashSet<>();
            for (Lesson.Said said : lesson.answers()) {
                if (said.good()) {
                    assertTrue(questions.add(said.question()), "one good answer a question");
                    assertEquals(Lesson.NOWHERE, said.wrongFrom());
                } else if (said.wrongFrom() != Lesson.UNSAID) {
                    assertTrue(said.wrongFrom() < said.answer().length(), said::toString);
                    right(lesson, said)
                            .ifPresent(right -> assertTrue(
                                    !right.startsWith(said.answer().substring(0, said.wrongFrom() + 1)),
                                    said::toString));
                }
            }
            assertTrue(!questions.isEmpty(), "every view is asked about");
        });
    }

    private static java.util.Optional<String> right(Lesson lesson, Lesson.Said said) {
        return lesson.answers().stream()
                .filter(other -> other.good() && other.question() == said.question())
                .map(Lesson.Said::answer)
                .findFirst();
    }

    @Test
    void whatIsLearnedToBeSaidIsOnlyWhatIsRight() {
        for (Sight sight : Sight.values()) {
            lessons(sight, Purpose.READING)
                    .flatMap(lesson -> lesson.answers().stream())
                    .forEach(said -> assertTrue(said.good() && said.read(), said::toString));
        }
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void theRightAnswerToAWrongOneHolds(Task task) {
        RandomGenerator random = new SplittableRandom(3);
        for (int i = 0; i < DRAWS; i++) {
            Item item = Item.of(task, random);
            assertEquals(item.claim(), item.claim().right(item.view()).orElseThrow());
            Claim wrong = item.claim().wrong(item.view(), random);
            wrong.right(item.view()).ifPresent(right -> assertTrue(right.holds(item.view()), right::toString));
        }
    }

    @Test
    void anExamHasARightAnswerFirstAndEveryDefect() {
        List<WorldExam.Paper> papers = new WorldExam(5, 20, false).papers();
        Set<String> defects = new HashSet<>();
        for (WorldExam.Paper paper : papers) {
            assertEquals(paper.defects().size() + 1, paper.lesson().answers().size());
            assertTrue(paper.lesson().answers().get(0).good(), paper.type());
            defects.addAll(paper.defects());
        }
        Set<String> all = new HashSet<>();
        Stream.of(Defect.values()).filter(d -> d != Defect.EMPTY).forEach(d -> all.add(d.word()));
        assertEquals(all, defects);
    }

    @Test
    void ofABlackedOutExamOnlyThePicturesDiffer() {
        List<WorldExam.Paper> seen = new WorldExam(5, 4, false).papers();
        List<WorldExam.Paper> black = new WorldExam(5, 4, true).papers();
        for (int i = 0; i < seen.size(); i++) {
            assertEquals(seen.get(i).lesson().answers(), black.get(i).lesson().answers());
            for (byte value : black.get(i).lesson().frames().get(0).rgb()) {
                assertEquals(0, value);
            }
        }
    }
}
