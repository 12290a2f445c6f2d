package winnow.app.service;

import java.util.List;
import java.util.Optional;
import winnow.store.data.Container;
import winnow.store.data.ImportWarning;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.db.SampleTable;

/**
 * Records of a file, to be stored in one go.
 *
 * @param container how the records are strung together; with the first batch of formats that say so
 * @param samples what became samples
 * @param prompts what asks and is not answered
 * @param rejects what could not be read
 * @param warnings what was odd about some of them
 * @param bytes of the file, up to the last of these records
 */
record ImportBatch(
        Optional<Container> container,
        SampleTable.Rows samples,
        List<Prompt> prompts,
        List<Reject> rejects,
        List<ImportWarning> warnings,
        long bytes) {}
