package winnow.store.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.Pixels;

class NearTest {

    private static Sample sample(String answer, String picture) {
        return new Sample(
                0,
                0,
                1,
                List.of(new Turn(Role.USER, "What is it?"), new Turn(Role.ASSISTANT, answer)),
                List.of(new Media(Media.Kind.IMAGE, picture)),
                "");
    }

    private static String words(long seed, int count) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> IntStream.range(0, 6)
                        .mapToObj(j -> String.valueOf((char) ('a' + random.nextInt(26))))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(" "));
    }

    private static Pixels picture(long seed, int size, int noise) {
        Random random = new Random(seed);
        int[] fields = random.ints(64, 0, 256).toArray();
        byte[] rgb = new byte[size * size * 3];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % size * 8 / size;
            int y = i / 3 / size * 8 / size;
            int bright = fields[y * 8 + x] + (noise == 0 ? 0 : random.nextInt(2 * noise + 1) - noise);
            rgb[i] = (byte) Math.max(0, Math.min(255, bright));
        }
        return new Pixels(size, size, rgb);
    }

    @Property(tries = 200)
    void oneWordOfManyMoreIsFoundAsNearlyTheSame(@ForAll long seed) {
        Sample one = sample(words(seed, 120), "a.png");
        Sample other = sample(one.answer() + " indeed", "a.png");
        Sample third = sample(words(seed + 1, 120), "a.png");
        List<Shingles> all = List.of(one, third, other).stream()
                .map(s -> Shingles.of(s).orElseThrow())
                .toList();
        Alike alike = new Alike();
        all.forEach(s -> alike.add(Optional.of(s.keys())));

        BitSet repeated = alike.repeated((earlier, later) -> all.get(earlier).likeness(all.get(later)) >= 0.9);

        assertEquals("{2}", repeated.toString());
    }

    @Property(tries = 100)
    void likenessIsOneForItselfAndTheSameBothWays(@ForAll long seed, @ForAll @IntRange(min = 20, max = 60) int count) {
        Shingles one = Shingles.of(sample(words(seed, count), "a.png")).orElseThrow();
        Shingles other = Shingles.of(sample(words(seed, count + 5), "a.png")).orElseThrow();

        assertEquals(1, one.likeness(one));
        assertEquals(one.likeness(other), other.likeness(one));
        assertTrue(one.likeness(other) > 0 && one.likeness(other) < 1);
    }

    @Property(tries = 20)
    void otherNumbersOrAnotherPictureAreAnotherSample(@ForAll long seed) {
        String text = words(seed, 100);
        Shingles one = Shingles.of(sample(text + " 12", "a.png")).orElseThrow();

        assertEquals(0, one.likeness(Shingles.of(sample(text + " 13", "a.png")).orElseThrow()));
        assertEquals(0, one.likeness(Shingles.of(sample(text + " 12", "b.png")).orElseThrow()));
        assertTrue(Shingles.of(sample("Yes", "a.png")).isEmpty());
    }

    @Property(tries = 40)
    void aScaledAndNoisyCopyLooksAlikeAndAnotherPictureDoesNot(@ForAll long seed) {
        Look one = Look.of(picture(seed, 64, 0));

        assertTrue(one.isLike(Look.of(picture(seed, 128, 0))));
        assertTrue(one.isLike(Look.of(picture(seed, 64, 1))));
        assertFalse(one.isLike(Look.of(picture(seed + 1, 64, 0))));
    }

    @Property(tries = 20)
    void aDrawingWithAnotherLabelDoesNotLookAlike(@ForAll @IntRange(min = 0, max = 60) int at) {
        Pixels blank = new Pixels(64, 64, new byte[64 * 64 * 3]);
        byte[] labelled = blank.rgb().clone();
        for (int i = 0; i < 12; i++) {
            labelled[(at * 64 + 30) * 3 + i] = (byte) 255;
        }

        assertFalse(Look.of(blank).isLike(Look.of(new Pixels(64, 64, labelled))));
    }
}
