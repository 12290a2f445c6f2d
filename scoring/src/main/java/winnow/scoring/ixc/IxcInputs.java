package winnow.scoring.ixc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ScoringException;
import winnow.store.data.Media;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;
import winnow.store.media.Pixels;
import winnow.store.media.Videos;

/**
 * From samples and conversations to inputs of the model: pictures and videos read and cut, text tokenised (SPEC 5, 7,
 * 8). No native tensor memory; any thread may use it.
 */
final class IxcInputs {

    /** With more than one picture every picture gets so many tiles (SPEC 8, rule 2). */
    private static final int TILES_OF_SEVERAL = 6;

    private final IxcPrompt prompt;
    private final VisionConfig vision;
    private final PictureReader reader;
    private final boolean training;

    IxcInputs(IxcPrompt prompt, VisionConfig vision, PictureReader reader) {
        this(prompt, vision, reader, false);
    }

    private IxcInputs(IxcPrompt prompt, VisionConfig vision, PictureReader reader, boolean training) {
        this.prompt = prompt;
        this.vision = vision;
        this.reader = reader;
        this.training = training;
    }

    /** The same for training, where pictures get another size (SPEC 12). */
    IxcInputs training() {
        return new IxcInputs(prompt, vision, reader, true);
    }

    /** Whether an input was made for this model. */
    boolean made(IxcPrepared input) {
        return input.maker() == prompt;
    }

    /** A sample of a data set (SPEC 8.1). */
    IxcPrepared prepare(Sample sample, MediaRoots media, InputOptions options) throws ScoringException {
        SampleConversation conversation = SampleConversation.of(sample);
        int hdNum = tiles(conversation.media().size(), options.hdNum());
        List<Picture> pictures = new ArrayList<>();
        for (Media medium : conversation.media()) {
            Path file = resolve(medium, media);
            boolean video = medium.kind() == Media.Kind.VIDEO || isVideo(file);
            pictures.add(video ? video(medium.path(), file, options) : picture(medium.path(), read(file), hdNum));
        }
        return prompt.prepare(IxcPrompt.template(conversation.turns()), pictures, options.maxLength());
    }

    private static Path resolve(Media medium, MediaRoots media) throws ScoringException {
        try {
            return media.resolve(medium.path());
        } catch (IOException e) {
            throw new ScoringException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A conversation as it is (SPEC 8). */
    IxcPrepared prepare(Conversation conversation, InputOptions options) throws ScoringException {
        int hdNum = tiles(conversation.media().size(), options.hdNum());
        List<Picture> pictures = new ArrayList<>();
        for (Path file : conversation.media()) {
            String name = file.toString();
            pictures.add(isVideo(file) ? video(name, file, options) : picture(name, read(file), hdNum));
        }
        IxcPrompt.Finished finished = options.applyTemplate()
                ? IxcPrompt.template(conversation.turns())
                : IxcPrompt.Finished.of(finished(conversation));
        return prompt.prepare(finished, pictures, options.maxLength());
    }

    /** By its extension, as the official code tells it; a folder holds frames that were decoded before. */
    private static boolean isVideo(Path file) {
        return Videos.isVideo(file) || Files.isDirectory(file);
    }

    private static String finished(Conversation conversation) {
        List<Turn> turns = conversation.turns();
        if (turns.size() != 1) {
            throw new IllegalArgumentException("A finished prompt is one text, not " + turns.size() + " turns");
        }
        return turns.get(0).text();
    }

    private Pixels read(Path file) throws ScoringException {
        try {
            return reader.read(file);
        } catch (IOException e) {
            throw new ScoringException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A video counts as one picture; the tile budget means nothing to it (SPEC 7). */
    private Picture video(String name, Path file, InputOptions options) throws ScoringException {
        ContactSheet sheet = new ContactSheet(vision.side());
        try {
            reader.frames(file, sheet::add);
        } catch (IOException e) {
            throw new ScoringException(String.valueOf(e.getMessage()), e);
        }
        try {
            return sheet.picture(
                    options.videoTitles() ? Optional.of(VideoTitles.load()) : Optional.empty(), vision.cells());
        } catch (ScoringException e) {
            throw new ScoringException(name + " cannot be judged: " + e.getMessage() + ".", e);
        }
    }

    /** A finished prompt with pictures that are decoded already. */
    IxcPrepared prepare(IxcPrompt.Finished finishedPrompt, List<Pixels> pictures, int hdNum, int maxLength)
            throws ScoringException {
        int tiles = tiles(pictures.size(), hdNum);
        List<Picture> ready = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            ready.add(picture("Picture " + (i + 1), pictures.get(i), tiles));
        }
        return prompt.prepare(finishedPrompt, ready, maxLength);
    }

    private static int tiles(int pictures, int hdNum) {
        return pictures > 1 ? TILES_OF_SEVERAL : hdNum;
    }

    private Picture picture(String name, Pixels pixels, int hdNum) throws ScoringException {
        try {
            return training ? Picture.forTraining(pixels, hdNum, vision) : Picture.of(pixels, hdNum, vision);
        } catch (ScoringException e) {
            throw new ScoringException(name + " cannot be judged: " + e.getMessage() + ".", e);
        }
    }
}
