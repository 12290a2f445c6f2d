package winnow.scoring.language;

import winnow.scoring.ScoringException;

/** How the snapshots of a family are read. Stateless. */
public interface TextFamily {

    /**
     * Sizes and constants, as far as config.json and the names of the tensors tell them.
     *
     * @throws ScoringException if one is missing or impossible
     */
    LanguageConfig config(TextSnapshot snapshot) throws ScoringException;

    /**
     * Opens tokeniser and template.
     *
     * @throws ScoringException if one is missing or unreadable, or they do not fit the model
     */
    TextInputs inputs(TextSnapshot snapshot, TextInputs.Marks marks) throws ScoringException;
}
