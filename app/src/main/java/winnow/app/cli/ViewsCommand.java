package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.SavedView;

/** {@code winnow views}: searches that are kept under a name. */
@Command(
        name = "views",
        description = "List the searches kept in the workspace; --save keeps one, --remove keeps one no longer."
                + " Example: winnow views --save 'long and low' 'reward<-2 length:2000..'")
final class ViewsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "QUERY", arity = "0..1", description = "What --save keeps; \"\" for everything.")
    private Optional<String> query = Optional.empty();

    @Option(names = "--save", paramLabel = "NAME", description = "Keeps QUERY under this name.")
    private Optional<String> save = Optional.empty();

    @Option(names = "--remove", paramLabel = "NAME", description = "Keeps the search of this name no longer.")
    private Optional<String> remove = Optional.empty();

    private final WinnowCommand winnow;

    ViewsCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        if (save.isPresent() && remove.isPresent()) {
            throw winnow.wrongUsage("views", "Only one of --save and --remove can be done at a time.");
        }
        if (save.isPresent() != query.isPresent()) {
            throw winnow.wrongUsage("views", "--save needs a query to keep, and a query needs --save.");
        }
        query.ifPresent(text -> winnow.refuseOption("views", text));
        return winnow.inWorkspace(this::views);
    }

    private Answer views(Session session) {
        String annotator = winnow.settings().read().annotator();
        try {
            save.ifPresent(name -> session.review().saveView(new SavedView(name, query.orElse(""), annotator)));
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("views", String.valueOf(e.getMessage()));
        }
        if (remove.isPresent() && !session.review().removeView(remove.get(), annotator)) {
            throw winnow.wrongUsage("views", "No search is kept under the name \"" + remove.get() + "\".");
        }
        List<SavedView> views = session.review().views();
        List<String> lines = views.isEmpty()
                ? List.of("No search is kept.")
                : views.stream().map(view -> view.name() + ": " + view.query()).toList();
        return new Answer(
                Answer.DONE,
                Json.object(
                        "views",
                        views.stream()
                                .map(view -> Json.object("name", view.name(), "query", view.query()))
                                .toList()),
                lines);
    }
}
