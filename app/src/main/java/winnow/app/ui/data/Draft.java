package winnow.app.ui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import winnow.app.service.ImportService;
import winnow.store.data.FieldMap;
import winnow.store.format.QuestionAnswer;

/**
 * A file that was chosen and is not imported yet.
 *
 * @param path the file
 * @param guess id of the reader that knows it; empty when none does
 * @param guessed whether the layout was looked for already
 * @param chosen id of the reader the user chose in the place of the guess
 * @param fields what fields hold, where the user said it
 * @param partial whether what can be read of it is taken although it is broken
 */
public record Draft(
        Path path, Optional<String> guess, boolean guessed, Optional<String> chosen, FieldMap fields, boolean partial) {

    /** A file nobody looked at yet. */
    static Draft of(Path path) {
        return new Draft(path, Optional.empty(), false, Optional.empty(), FieldMap.NONE, false);
    }

    /** The layout it is read in; empty where it is of none that is known. */
    public Optional<String> format() {
        return chosen.or(() -> guess);
    }

    /** Whether it can be said what its fields hold. */
    public boolean mappable() {
        return format().filter(QuestionAnswer.ID::equals).isPresent();
    }

    /** Whether the layout is a guess by the names of fields, which is worth a look. */
    public boolean likely() {
        return mappable() && chosen.isEmpty() && fields.isEmpty();
    }

    /** The same once the layout was looked for. */
    Draft looked(Optional<String> found) {
        return new Draft(path, found, true, chosen, fields, partial);
    }

    /** The same read in another layout; what fields hold can be said of the generic one only. */
    Draft as(String format) {
        FieldMap kept = format.equals(QuestionAnswer.ID) ? fields : FieldMap.NONE;
        return new Draft(path, guess, guessed, Optional.of(format), kept, partial);
    }

    /** The same with fields that hold something else. */
    Draft with(FieldMap said) {
        return new Draft(path, guess, guessed, chosen, said, partial);
    }

    /** The same, to be taken as far as it can be read. */
    Draft asFarAsItGoes() {
        return new Draft(path, guess, guessed, chosen, fields, true);
    }

    /** What to import. */
    ImportService.Request request(List<Path> mediaRoots) {
        return new ImportService.Request(path, mediaRoots, format(), partial, fields);
    }
}
