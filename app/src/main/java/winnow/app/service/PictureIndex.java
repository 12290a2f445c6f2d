package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.store.check.Look;

/**
 * How pictures look, by which copies of one and pictures nearly like it are found. Never changes once it is made.
 *
 * @param pictures all pictures that could be read
 * @param unread how many could not
 */
public record PictureIndex(List<Entry> pictures, long unread) {

    /**
     * A picture.
     *
     * @param file where it is
     * @param content hash of its bytes
     * @param look how it looks when it is small
     * @param samples that show it
     */
    record Entry(Path file, String content, Look look, List<Long> samples) {

        Entry {
            requireNonNull(file, "file");
            samples = List.copyOf(samples);
        }
    }

    public PictureIndex {
        pictures = List.copyOf(pictures);
    }

    /** Samples that show a copy of one of these files under another name. */
    List<Long> copies(List<Path> files) {
        List<Long> found = new ArrayList<>();
        for (Entry mine : of(files)) {
            pictures.stream()
                    .filter(other ->
                            !other.file().equals(mine.file()) && other.content().equals(mine.content()))
                    .forEach(other -> found.addAll(other.samples()));
        }
        return found;
    }

    /** Samples that show a picture that looks like one of these files, but is no copy. */
    List<Long> near(List<Path> files) {
        List<Long> found = new ArrayList<>();
        for (Entry mine : of(files)) {
            pictures.stream()
                    .filter(other -> !other.content().equals(mine.content())
                            && other.look().isLike(mine.look()))
                    .forEach(other -> found.addAll(other.samples()));
        }
        return found;
    }

    private List<Entry> of(List<Path> files) {
        return pictures.stream().filter(each -> files.contains(each.file())).toList();
    }
}
