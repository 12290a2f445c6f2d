package winnow.scoring.ixc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private final IxcPrompt prompt;
    private final IxcPictures pictures;

    IxcInputs(IxcPrompt prompt, VisionConfig vision, PictureReader reader) {
        this(prompt, new IxcPictures(vision, reader, false));
    }

    private IxcInputs(IxcPrompt prompt, IxcPictures pictures) {
        this.prompt = prompt;
        this.pictures = pictures;
    }

    /** The same for training, where pictures get another size (SPEC 12). */
    IxcInputs training() {
        return new IxcInputs(prompt, new IxcPictures(pictures.vision(), pictures.reader(), true));
    }

    /** Whether an input was made for this model. */
    boolean made(IxcPrepared input) {
        return input.maker() == prompt;
    }

    /** A sample of a data set (SPEC 8.1). */
    IxcPrepared prepare(Sample sample, MediaRoots media, InputOptions options) throws ScoringException {
        SampleConversation conversation = SampleConversation.of(sample);
        int tiles = IxcPictures.tiles(conversation.media().size(), options.hdNum());
        List<Picture> ready = new ArrayList<>();
        for (Media medium : conversation.media()) {
            Path file = resolve(medium, media);
            boolean video = medium.kind() == Media.Kind.VIDEO || isVideo(file);
            String name = medium.path();
            ready.add(video ? pictures.video(name, file, options) : pictures.picture(name, file, tiles));
        }
        return prompt.prepare(IxcPrompt.template(conversation.turns()), ready, options.maxLength());
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
        int tiles = IxcPictures.tiles(conversation.media().size(), options.hdNum());
        List<Picture> ready = new ArrayList<>();
        for (Path file : conversation.media()) {
            String name = file.toString();
            ready.add(isVideo(file) ? pictures.video(name, file, options) : pictures.picture(name, file, tiles));
        }
        IxcPrompt.Finished finished = options.applyTemplate()
                ? IxcPrompt.template(conversation.turns())
                : IxcPrompt.Finished.of(finished(conversation));
        return prompt.prepare(finished, ready, options.maxLength());
    }

    /** By its extension, as the official code tells it; a folder holds frames that were decoded before. */
    static boolean isVideo(Path file) {
        return Videos.isVideo(file) || Files.isDirectory(file);
    }

    private static String finished(Conversation conversation) {
        List<Turn> turns = conversation.turns();
        if (turns.size() != 1) {
            throw new IllegalArgumentException("A finished prompt is one text, not " + turns.size() + " turns");
        }
        return turns.get(0).text();
    }

    /** A finished prompt with pictures that are decoded already. */
    IxcPrepared prepare(IxcPrompt.Finished finishedPrompt, List<Pixels> decoded, int hdNum, int maxLength)
            throws ScoringException {
        int tiles = IxcPictures.tiles(decoded.size(), hdNum);
        List<Picture> ready = new ArrayList<>();
        for (int i = 0; i < decoded.size(); i++) {
            ready.add(pictures.picture("Picture " + (i + 1), decoded.get(i), tiles));
        }
        return prompt.prepare(finishedPrompt, ready, maxLength);
    }
}
