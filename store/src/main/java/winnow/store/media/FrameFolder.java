package winnow.store.media;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The frames of a video that were decoded before, as pictures in a folder: for {@code clip.mp4} the folder
 * {@code clip_frames} beside it. They stand for the video where its very pixels matter, as other decoders give others.
 *
 * @param folder whose pictures are the frames, in the order of their names
 */
public record FrameFolder(Path folder) {

    public FrameFolder {
        requireNonNull(folder, "folder");
    }

    /** The folder for a video, if there is one; the video itself need not be there. */
    public static Optional<FrameFolder> beside(Path video) {
        Path name = video.getFileName();
        if (name == null || !Videos.isVideo(video)) {
            return Optional.empty();
        }
        Path folder = video.resolveSibling(name.toString().replaceFirst("\\.[^.]*$", "") + "_frames");
        return Files.isDirectory(folder) ? Optional.of(new FrameFolder(folder)) : Optional.empty();
    }

    /**
     * Decodes the frames; of more than 32 as many as the model sees (SPEC 7).
     *
     * @param each gets them in order
     * @throws IOException if there is none, or one cannot be decoded; one sentence that names folder or file
     */
    public void read(Consumer<Pixels> each) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(Files::isRegularFile).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException(folder + " holds no frames.");
        }
        Stills stills = new Stills();
        for (long pick : FramePicks.of(files.size(), 1)) {
            each.accept(stills.decode(files.get((int) pick)));
        }
    }
}
