package winnow.app.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import winnow.app.service.Models;
import winnow.app.service.Session;
import winnow.app.service.Settings;
import winnow.app.service.SettingsFile;
import winnow.app.service.SystemLook;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.command.Commands;
import winnow.app.ui.desk.Choosers;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.job.FxJobs;
import winnow.app.ui.part.Toasts;
import winnow.app.ui.welcome.WelcomeView;
import winnow.app.ui.welcome.WelcomeViewModel;
import winnow.store.job.Lanes;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/** The window of the program: the welcome screen, or an open workspace, and what lies over both. */
public final class WinnowWindow {

    private static final String PALETTE = "commands";

    private final Stage stage;
    private final SettingsFile settings;
    private final Lanes lanes;
    private final Function<Words, Choosers> choosers;
    private final Demo demo;
    private final Models models;
    private final StackPane root = new StackPane();
    private final Scene scene = new Scene(root);
    private final FxJobs jobs;
    private final Remember remember;
    private final WindowPlace place;
    private final ProblemReport report;
    private final OpenWorkspace workspace;
    private final Overlays overlays = new Overlays(root);
    private final WindowLook look;
    private final SettingsPane options;
    private Words words;
    private Toasts toasts;
    private Problems problems;
    private Commands commands = new Commands();
    private boolean closing;
    private Optional<MainView> main = Optional.empty();

    /**
     * Makes the window; it shows with {@link #show}.
     *
     * @param settings what was chosen before; read here once, before anything is shown
     * @param lanes threads; stay the caller's
     * @param choosers asks for files and folders, in the user's language
     * @param demo makes the workspace of the demo
     */
    public WinnowWindow(
            Stage stage, SettingsFile settings, Lanes lanes, Function<Words, Choosers> choosers, Demo demo) {
        this.stage = stage;
        this.settings = settings;
        this.lanes = lanes;
        this.choosers = choosers;
        this.models = new Models(settings);
        this.demo = demo;
        Settings now = settings.read();
        this.words = new Words(Locale.forLanguageTag(now.language()));
        this.report = new ProblemReport(stage);
        this.toasts = new Toasts(words);
        this.problems = problems();
        this.jobs = new FxJobs(lanes, problem -> problems.show(problem), problem -> problems.sentence(problem));
        this.remember = new Remember(settings, now, jobs);
        this.look = new WindowLook(scene, remember, SystemLook.ofUser().isDark());
        this.place = new WindowPlace(stage, remember);
        this.workspace = new OpenWorkspace(jobs, this::stopping);
        this.options = new SettingsPane(remember, overlays, look, () -> words, () -> commands, workspace, this::again);
        stage.setScene(scene);
        stage.setTitle("Winnow");
        Optional.ofNullable(WinnowWindow.class.getResource("/winnow/icons/winnow-256.png"))
                .ifPresent(url -> stage.getIcons().add(new Image(url.toExternalForm())));
        place.restore(now.window());
        listen();
        welcome();
    }

    /** Shows the window. */
    public void show() {
        stage.show();
    }

    /** Opens a workspace, making it where there is none. */
    public void open(Path workspace) {
        open(workspace, List.of());
    }

    /** The long jobs, for whoever wants to wait for them. */
    public FxJobs jobs() {
        return jobs;
    }

    /** Shows a problem nobody expected. */
    public void problem(Throwable problem) {
        problems.show(problem);
    }

    /**
     * Asks what runs to stop, keeps what there is to keep, closes the workspace and then calls {@code then}; the window
     * says so when it takes a while. The threads stay the caller's.
     */
    public void shutDown(Runnable then) {
        if (closing) {
            return;
        }
        closing = true;
        keepPlace();
        place.keep();
        jobs.askToStop();
        Runnable closed = () -> workspace.close(() -> jobs.whenIdle(then));
        if (workspace.stopping()) { // another workspace was being opened
            jobs.whenIdle(closed);
        } else {
            closed.run();
        }
    }

    // ---- workspaces

    private void open(Path file, List<Path> files) {
        if (workspace.stopping() || closing) {
            return;
        }
        jobs.start(
                "Opening a workspace", Lane.DISK, (progress, cancel) -> Session.open(file, settings, lanes), opened -> {
                    keepPlace();
                    if (closing || workspace.stopping()) { // the user decided otherwise meanwhile
                        workspace.discard(opened);
                    } else {
                        workspace.replace(opened, () -> opened(opened, files));
                    }
                });
    }

    private void opened(Session opened, List<Path> files) {
        if (closing) {
            return; // shutting down closes it
        }
        remember.opened(opened.file());
        long from = remember.now().places().getOrDefault(opened.file().toString(), -1L);
        MainView view = frame(opened, from);
        if (!files.isEmpty()) {
            view.bringIn(files);
            return;
        }
        view.show("review");
        workspace
                .jobs()
                .start(
                        "Reading datasets",
                        Lane.DISK,
                        (progress, cancel) -> opened.datasets().isEmpty(),
                        empty -> {
                            if (empty) {
                                view.show("data");
                            }
                        });
    }

    /** Makes everything around an open workspace anew, in the language of now. */
    private MainView frame(Session open, long from) {
        newFrame();
        Settings now = remember.now();
        Desk desk = new Desk(
                open,
                workspace.jobs(),
                words,
                choosers.apply(words),
                toasts,
                annotator(now),
                now.preferences().reasons());
        MainView view = new MainView(
                desk,
                commands,
                new MainView.Frame(
                        jobs.listed(),
                        this::toggleJobs,
                        problems,
                        remember,
                        this::leave,
                        () -> main.ifPresent(MainView::samplesChanged),
                        railCommands(),
                        paletteCommand()));
        commands.addToFrame(everywhere());
        main = Optional.of(view);
        overlays.show(view, toasts);
        look.apply();
        view.load(from);
        return view;
    }

    private void keepPlace() {
        main.ifPresent(MainView::keepPlace);
    }

    private void stopping(boolean now) {
        if (now) {
            overlays.stopping(words.tr("Stopping… What is scored and decided is kept."));
        } else {
            overlays.stopped();
        }
    }

    private static String annotator(Settings settings) {
        return settings.annotator().isBlank() ? System.getProperty("user.name", "annotator") : settings.annotator();
    }

    private void leave() {
        if (!workspace.stopping()) {
            keepPlace();
            workspace.close(() -> {
                if (!closing) {
                    welcome();
                }
            });
        }
    }

    private void welcome() {
        main = Optional.empty();
        newFrame();
        commands.addToFrame(welcomeCommands());
        commands.addToFrame(everywhere());
        WelcomeViewModel model = new WelcomeViewModel(jobs, new Peek(settings, lanes), models::known);
        WelcomeView view = new WelcomeView(
                model,
                words,
                new WelcomeView.Ways(
                        id -> commands.find(id).orElseThrow(), this::open, remember::forget, this::language));
        overlays.show(view, toasts);
        look.apply();
        view.applyCss(); // before that, what scrolls is not there yet
        view.layout();
        Optional.ofNullable(view.lookup("#choose-files")).ifPresent(Node::requestFocus);
        model.refresh(remember.now().recent());
    }

    private void newFrame() {
        commands = new Commands(remember.now().preferences().keys());
        toasts = new Toasts(words);
        problems = problems();
    }

    private Problems problems() {
        return new Problems(
                words, toasts::problem, (problem, sentence) -> report.show(problem, sentence, words, look.dark()));
    }

    // ---- commands

    private List<Command> welcomeCommands() {
        return List.of(
                Command.of("choose-files", words.tr("Choose files"), Group.EVERYWHERE, "Mod+I", () -> {
                    bringIn(choosers.apply(words).datasets());
                }),
                Command.of("demo", words.tr("Try the demo"), Group.EVERYWHERE, "Mod+D", this::openDemo));
    }

    private List<Command> railCommands() {
        return List.of(
                Command.of("keys", words.tr("Keys"), Group.EVERYWHERE, "?", this::toggleKeys)
                        .or("F1"),
                Command.of("language", words.tr("한국어"), Group.EVERYWHERE, "Mod+Shift+K", this::otherLanguage),
                Command.of("theme", words.tr("Light or dark"), Group.EVERYWHERE, "Mod+Shift+L", look::toggle),
                Command.of("settings-pane", words.tr("Settings"), Group.EVERYWHERE, "Mod+,", options::toggle));
    }

    private List<Command> everywhere() {
        List<Command> all = new java.util.ArrayList<>(railCommands());
        all.add(paletteCommand());
        all.add(Command.of("jobs-pane", words.tr("Jobs"), Group.EVERYWHERE, "Mod+J", this::toggleJobs));
        all.add(Command.of("open-workspace", words.tr("Open workspace"), Group.EVERYWHERE, "Mod+O", () -> {
            choosers.apply(words).workspace().ifPresent(this::open);
        }));
        all.add(Command.of("main-keys", words.tr("Back, clear, close"), Group.EVERYWHERE, "Esc", overlays::close));
        return all;
    }

    private Command paletteCommand() {
        return Command.of(PALETTE, words.tr("Commands"), Group.EVERYWHERE, "Mod+K", this::togglePalette);
    }

    private void openDemo() {
        jobs.startLong(words.tr("Make the demo"), Lane.BULK, demo::make, file -> words.tr("ready"), this::open);
        toasts.done(words.tr("Making the demo. It opens when it is ready."));
    }

    private void bringIn(List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        main.ifPresentOrElse(view -> view.bringIn(files), () -> {
            Path first = files.get(0).toAbsolutePath();
            String name = String.valueOf(first.getFileName()).replaceFirst("\\.[^.]+$", "") + ".winnow";
            choosers.apply(words).newWorkspace(first.resolveSibling(name)).ifPresent(file -> open(file, files));
        });
    }

    private void toggleKeys() {
        overlays.toggle("keys-overlay", () -> new KeysOverlay(commands, words, overlays::close));
    }

    private void togglePalette() {
        overlays.toggle(
                "palette",
                () -> new PaletteView(new Palette(commands, Set.of(PALETTE, "main-keys")), words, overlays::close));
    }

    private void toggleJobs() {
        main.ifPresent(view -> overlays.toggle(
                "jobs", () -> new winnow.app.ui.job.JobsPane(jobs.listed(), view.failed(), words, overlays::close)));
    }

    private void otherLanguage() {
        language(words.locale().getLanguage().equals("ko") ? "en" : "ko");
    }

    private void language(String language) {
        remember.change(settings -> settings.withLanguage(language));
        again(() -> {});
    }

    /** Makes everything anew as it is set now; jobs go on, and a decision is written before it is read again. */
    private void again(Runnable then) {
        words = new Words(Locale.forLanguageTag(remember.now().language()));
        if (workspace.session().isEmpty()) {
            welcome();
            then.run();
            return;
        }
        Session open = workspace.session().get();
        workspace.jobs().whenSaved(() -> {
            if (!workspace.stopping() && !closing) {
                String screen = main.map(MainView::screen).orElse("review");
                frame(open, main.map(MainView::place).orElse(-1L)).show(screen);
                then.run();
            }
        });
    }

    // ---- keys and files

    private void listen() {
        scene.addEventFilter(KeyEvent.ANY, this::onKey);
        stage.focusedProperty().addListener((property, before, focused) -> commands.releaseAll());
        scene.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        scene.setOnDragDropped(event -> {
            dropped(event.getDragboard().getFiles());
            event.setDropCompleted(true);
            event.consume();
        });
    }

    /** Brings in the files that were dropped on the window. */
    void dropped(List<File> files) {
        if (!workspace.stopping() && !closing) {
            bringIn(files.stream().map(File::toPath).toList());
        }
    }

    private void onKey(KeyEvent event) {
        if (workspace.stopping() || closing) {
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && overlays.open() && !commands.asking()) {
            if (event.getEventType() == KeyEvent.KEY_PRESSED) {
                overlays.close();
            }
            event.consume();
        } else if (commands.handle(event, Commands.writtenInto(scene.getFocusOwner()))) {
            event.consume();
        }
    }
}
