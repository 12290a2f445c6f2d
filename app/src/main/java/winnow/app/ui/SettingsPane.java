package winnow.app.ui;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import winnow.app.service.Settings;
import winnow.app.ui.command.Commands;
import winnow.app.ui.settings.SettingsView;
import winnow.app.ui.settings.SettingsViewModel;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/** Opens the settings over the window, and has the window follow what is changed there. On the JavaFX thread. */
final class SettingsPane {

    private final Remember remember;
    private final Overlays overlays;
    private final WindowLook look;
    private final Supplier<Words> words;
    private final Supplier<Commands> commands;
    private final OpenWorkspace workspace;
    private final Consumer<Runnable> again;

    /**
     * A pane that is not open yet.
     *
     * @param words the user's language
     * @param commands those there are now
     * @param workspace what is open
     * @param again makes everything around what is open anew, as it is set now, and then runs what it is given
     */
    SettingsPane(
            Remember remember,
            Overlays overlays,
            WindowLook look,
            Supplier<Words> words,
            Supplier<Commands> commands,
            OpenWorkspace workspace,
            Consumer<Runnable> again) {
        this.remember = remember;
        this.overlays = overlays;
        this.look = look;
        this.words = words;
        this.commands = commands;
        this.workspace = workspace;
        this.again = again;
    }

    /** Opens it, or closes it where it is open. */
    void toggle() {
        Settings before = remember.now();
        overlays.toggle("settings", this::view, () -> {
            Settings now = remember.now();
            commands.get().forgetAsked();
            boolean same = before.preferences()
                            .reasons()
                            .equals(now.preferences().reasons())
                    && before.preferences().keys().equals(now.preferences().keys());
            if (!same || !before.annotator().equals(now.annotator())) {
                again.accept(() -> {});
            }
        });
    }

    private SettingsView view() {
        SettingsView view = new SettingsView(
                new SettingsViewModel(remember.now(), words.get(), commands.get(), this::changed),
                words.get(),
                overlays::close);
        workspace
                .session()
                .ifPresent(open -> workspace
                        .jobs()
                        .start(
                                "Looking at what is kept",
                                Lane.READ,
                                (progress, cancel) -> open.keptFeatures(),
                                view::showKept));
        return view;
    }

    private void changed(UnaryOperator<Settings> change) {
        String language = remember.now().language();
        remember.change(change);
        if (language.equals(remember.now().language())) {
            look.apply();
        } else {
            again.accept(this::toggle);
        }
    }
}
