package winnow.store.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of models that battles are about: {@code model_answers/MODEL.jsonl} beside the file of battles, or all in
 * one file, as an export has them. Read when they are asked for, once, and nothing else beside the battles. Confined to
 * one thread.
 */
final class WildVisionAnswers {

    private static final String FOLDER = "model_answers";
    private static final long MOST = 64L << 20; // bytes of all files together: they are kept in memory

    private final Path folder;
    private final Path together;
    private final Map<String, Map<String, Talk>> models = new HashMap<>();
    private long read;

    /** Those beside a file of battles. */
    WildVisionAnswers(Path battles) {
        this.folder = battles.resolveSibling(FOLDER);
        this.together = battles.resolveSibling(WildVisionBeside.NAME);
    }

    /**
     * What a model answered to a question.
     *
     * @throws ParseException if that is not there, with a message for the user
     */
    Talk talk(String question, String model) throws ParseException {
        Map<String, Talk> answers = models.get(model);
        if (answers == null) {
            answers = answers(model);
            models.put(model, answers);
        }
        Talk talk = answers.get(question);
        if (talk == null) {
            throw Faults.fault("There is no answer of model \"" + Faults.shorten(model) + "\" to question "
                    + Faults.shorten(question) + " in " + FOLDER + " beside the file.");
        }
        return talk;
    }

    private Map<String, Talk> answers(String model) throws ParseException {
        String name = model.substring(model.lastIndexOf('/') + 1);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,200}")) {
            return Map.of();
        }
        Path file = folder.resolve(name + ".jsonl");
        if (Files.isRegularFile(file)) {
            return read(file, Optional.empty());
        }
        return Files.isRegularFile(together) ? read(together, Optional.of(model)) : Map.of();
    }

    /** The answers of a file; only those of one model where it is named. */
    private Map<String, Talk> read(Path file, Optional<String> model) throws ParseException {
        try {
            read += Files.size(file);
            if (read > MOST) {
                throw Faults.fault(
                        "The files of answers beside the file have more than " + (MOST >> 20) + " MB together.");
            }
            Answers found = new Answers(model);
            try (InputStream in = Source.open(file)) {
                JsonLines.split(in, found);
            }
            return found.talks;
        } catch (IOException e) {
            throw Faults.fault(file.getFileName() + " beside the file cannot be read.");
        }
    }

    /** Lines that cannot be read hold no answer. */
    private static final class Answers implements Pieces {

        private final RecordParser parser = new RecordParser();
        private final Map<String, Talk> talks = new HashMap<>();
        private final Optional<String> model;

        Answers(Optional<String> model) {
            this.model = model;
        }

        @Override
        public void record(long line, RecordText text) {
            answer(text).ifPresent(record -> record.find("question_id").ifPresent(id -> put(id, record)));
        }

        private Optional<Fields> answer(RecordText text) {
            try {
                return text.tooLong()
                        ? Optional.empty()
                        : Optional.of(parser.record(text.text()))
                                .filter(record -> model.isEmpty() || model.equals(record.find("model")));
            } catch (CharacterCodingException | ParseException e) {
                return Optional.empty(); // then its question has no answer, which is said of the battle
            }
        }

        private void put(String question, Fields record) {
            try {
                Talk talk = WildVision.talk(record);
                if (talk.answered()) {
                    talks.put(question, talk);
                }
            } catch (ParseException e) {
                return; // as above
            }
        }

        @Override
        public void damage(long line, String reason, RecordText text) {
            // lines have none
        }
    }
}
