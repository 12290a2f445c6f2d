package winnow.app.service;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import winnow.scoring.ScoringException;
import winnow.store.db.StoreException;

/** Says in one sentence, in the user's words, what an exception means. Shared by the window and the command line. */
public final class Sentence {

    private Sentence() {}

    /** The sentence; empty when the exception means a mistake in the program, not in what it was given. */
    public static Optional<String> of(Exception problem) {
        if (problem instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        if (problem instanceof IOException io) {
            return Optional.of(file(io));
        }
        boolean meantForUsers = problem instanceof ScoringException
                || problem instanceof StoreException
                || problem instanceof CancellationException;
        return meantForUsers ? Optional.ofNullable(problem.getMessage()) : Optional.empty();
    }

    private static String file(IOException problem) {
        if (String.valueOf(problem.getMessage()).endsWith("No space left on device")) {
            String file = problem instanceof FileSystemException failed ? ": " + failed.getFile() : "";
            return "The disk is full" + file + ". Make room and try again; nothing that was there before was changed.";
        }
        if (problem instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist.";
        }
        if (problem instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be opened: access denied.";
        }
        if (problem instanceof NotDirectoryException file) {
            return file.getFile() + " is not a folder.";
        }
        if (problem instanceof FileSystemException failed && failed.getReason() == null) {
            return failed.getFile() + " cannot be read or written.";
        }
        String message = problem.getMessage();
        if (message == null || message.isBlank()) {
            return "A file cannot be read or written.";
        }
        return problem instanceof FileNotFoundException ? message + "." : message;
    }
}
